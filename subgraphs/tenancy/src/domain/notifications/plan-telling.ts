import type { DeliveryState, Outcome, Status } from './kinds.ts';
import { targetKey, type Target } from './target.ts';

/** A target that a rule wants told of what is believed now. */
export interface Wanted {
  readonly target: Target;
  readonly ruleId: string | null;
  readonly outcome: Outcome;
}

/** What was said, or was to be said, to a target of an earlier revision. */
export interface Told {
  readonly deliveryId: string;
  readonly target: Target;
  readonly ruleId: string | null;
  readonly revision: number;
  readonly status: Status;
  readonly state: DeliveryState;
  /** Tries so far. */
  readonly attempts: number;
}

/** A delivery to be made. */
export interface Telling {
  readonly target: Target;
  readonly ruleId: string | null;
  /** What it is to this target, which may hear of it for the first time by a correction. */
  readonly status: Status;
  /** SENT: on its way; else noted and not sent. */
  readonly outcome: Outcome;
  /** The delivery whose content is withdrawn, or null. */
  readonly withdraws: string | null;
}

/** What follows from a new belief about an event. */
export interface TellingPlan {
  readonly tellings: readonly Telling[];
  /** Deliveries that wait and must not be made any more. */
  readonly superseded: readonly string[];
}

/**
 * Who is to be told what of an event. Who was told before hears of the correction, however late it is and whether or not
 * a rule still wants it; who was not told before hears what is believed now, as something new; what only waits is
 * replaced. Nobody is told anything twice.
 * @param wanted whom rules want told of what is believed now; empty when the event is retracted.
 */
export function planTelling(wanted: readonly Wanted[], told: readonly Told[]): TellingPlan {
  const wants = new Map<string, Wanted>();
  for (const each of wanted) {
    const key = targetKey(each.target);
    if (!wants.has(key) || (each.outcome === 'SENT' && wants.get(key)?.outcome !== 'SENT')) wants.set(key, each);
  }
  const before = Map.groupBy(told, ({ target }) => targetKey(target));
  const tellings = [...new Set([...wants.keys(), ...before.keys()])].flatMap(
    (key) => tellingTo(wants.get(key), before.get(key) ?? []) ?? [],
  );
  const superseded = told.filter(({ state }) => state === 'PENDING').map(({ deliveryId }) => deliveryId);
  return { tellings, superseded };
}

function tellingTo(wanted: Wanted | undefined, before: readonly Told[]): Telling | null {
  const heard = before
    .filter(wasHeard)
    .toSorted((a, b) => a.revision - b.revision)
    .at(-1);
  if (heard) {
    const { target, ruleId } = heard;
    if (wanted) return { target, ruleId: wanted.ruleId, status: 'REVISED', outcome: 'SENT', withdraws: null };
    if (heard.status === 'RETRACTED') return null;
    return { target, ruleId, status: 'RETRACTED', outcome: 'SENT', withdraws: heard.deliveryId };
  }
  if (!wanted) return null;
  const waits = before.some(({ state }) => state === 'PENDING');
  // Noted and not sent, or called off: a correction of it is none either.
  if (!waits && before.some(wasNotSent)) return null;
  return { ...wanted, status: 'NEW', outcome: waits ? 'SENT' : wanted.outcome, withdraws: null };
}

function wasNotSent({ state }: Told): boolean {
  return state === 'NOT_SENT' || state === 'CANCELLED';
}

/** Whether the target may have heard: a try that failed may have arrived all the same. */
function wasHeard({ state, attempts }: Told): boolean {
  return state === 'DELIVERED' || attempts > 0;
}
