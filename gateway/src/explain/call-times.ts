import type { CallEnd, ObservedCall, RunObserver } from '../execute/run-observer.ts';
import type { SubgraphCall } from '../execute/step.ts';
import { rounded } from './explain-plan.ts';

/** How one call went. */
export interface CallTime {
  /** Milliseconds from the beginning of the run. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly outcome: CallEnd;
  /** How many entities it asked for; 0 for a call of root fields. */
  readonly entities: number;
}

/** Takes the times of the calls of one run. */
export class CallTimes implements RunObserver {
  readonly #started = performance.now();
  readonly #times = new Map<SubgraphCall, CallTime>();

  /** Undefined for a call that was not made, or has not ended. */
  of(call: SubgraphCall): CallTime | undefined {
    return this.#times.get(call);
  }

  callBegins(call: SubgraphCall, variables: Readonly<Record<string, unknown>>): ObservedCall {
    const begun = performance.now();
    const entities = Object.values(variables).reduce<number>((sum, list) => sum + lengthOf(list), 0);
    return {
      traceparent: null,
      ends: (outcome) => {
        const durationMs = rounded(performance.now() - begun);
        this.#times.set(call, { startMs: rounded(begun - this.#started), durationMs, outcome, entities });
      },
    };
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
