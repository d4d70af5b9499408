import { RequestRefused } from '../errors/request-refused.ts';
import type { Plan } from './planner.ts';

/** Who waits for a plan: a caller, or nobody yet. */
export type Urgency = 'asked' | 'foreseen';

/** A document that waits to be planned. */
export interface PlanJob {
  readonly document: string;
  readonly urgency: Urgency;
  /** Unix milliseconds after which nobody waits for it any more. */
  readonly until: number;
  readonly resolve: (plan: Plan) => void;
  readonly reject: (failure: Error) => void;
}

/** Documents that wait to be planned, in order; those that callers ask for first. */
export class PlanQueue {
  readonly #asked: PlanJob[] = [];
  readonly #foreseen: PlanJob[] = [];
  readonly #limit: number;

  /** @param limit most callers' documents at once; what is foreseen is a list of ours and needs none. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#asked.length + this.#foreseen.length;
  }

  /** Fails with UNAVAILABLE when too many wait already. */
  add(job: PlanJob): void {
    if (job.urgency === 'foreseen') {
      this.#foreseen.push(job);
      return;
    }
    if (this.#asked.length >= this.#limit) {
      throw RequestRefused.because('UNAVAILABLE', `${this.#limit} new queries wait to be planned; try again later`);
    }
    this.#asked.push(job);
  }

  next(): PlanJob | undefined {
    return this.#asked.shift() ?? this.#foreseen.shift();
  }

  /** Takes everything out and refuses it. */
  refuseAll(failure: Error): void {
    for (const job of [...this.#asked.splice(0), ...this.#foreseen.splice(0)]) job.reject(failure);
  }
}
