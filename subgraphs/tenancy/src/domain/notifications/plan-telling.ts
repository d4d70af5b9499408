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
  /** Whether what was said is so as it is believed now, but for when and how many. */
  readonly holds: boolean;
  /** Whether the target may hear what is believed now. */
  readonly mayHear: boolean;
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
 * a rule still wants it: as withdrawn only what is not so any more, and what is so only if they may still hear of it. Who
 * was not told before hears what is believed now, as something new; what only waits is replaced. Nobody is told anything
 * twice.
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
    const corrected = { target, ruleId, status: 'REVISED', outcome: 'SENT', withdraws: null } as const;
    if (wanted) return { ...corrected, ruleId: wanted.ruleId };
    if (heard.holds) return heard.mayHear ? corrected : null;
    if (heard.status === 'RETRACTED') return null;
    return { target, ruleId, status: 'RETRACTED', outcome: 'SENT', withdraws: heard.deliveryId };
  }
  if (!wanted) return null;
  const waits = before.some(({ state }) => state === 'PENDING');
  if (!waits && before.some((each) => staysUnsent(each, wanted))) return null;
  const outcome = waits && wanted.outcome !== 'LEFT_OUT' ? 'SENT' : wanted.outcome;
  return { ...wanted, status: 'NEW', outcome, withdraws: null };
}

/** Called off, or noted and still not to be sent: a correction of it is none either. */
function staysUnsent({ state }: Told, { outcome }: Wanted): boolean {
  return state === 'CANCELLED' || (state === 'NOT_SENT' && outcome !== 'SENT');
}

/** Whether the target may have heard: a try that failed may have arrived all the same. */
function wasHeard({ state, attempts }: Told): boolean {
  return state === 'DELIVERED' || attempts > 0;
}
