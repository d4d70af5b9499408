import type { Random } from '../random.ts';
import type { Span } from '../truth/true-visits.ts';

/** What becomes of somebody's phone during an evacuation. */
export interface EvacueePhone {
  /** When it falls silent for good, Unix milliseconds; null: it does not. */
  readonly silentFromMs: number | null;
  /** When it has no network; what it records meanwhile comes when it has again. Null: never. */
  readonly outage: Span | null;
}

const MINUTE_MS = 60_000;

/** Which parts of all phones fall silent or report late, 0 to 1; the others report at once. */
export interface PhoneShares {
  readonly silent: number;
  readonly late: number;
}

/** One of ten is silent, one of five late. */
export const USUAL_SHARES: PhoneShares = { silent: 0.1, late: 0.2 };

/** A phone: some die, from a while before the alarm to the end of the walk, and some report minutes late. */
export function drawPhone(random: Random, alarmMs: number, shares: PhoneShares): EvacueePhone {
  const fate = random.next();
  const silentFromMs = alarmMs + random.between(-15, 9) * MINUTE_MS;
  const goneMs = alarmMs + random.between(-5, 6) * MINUTE_MS;
  const outage = { fromMs: goneMs, toMs: goneMs + random.between(3, 12) * MINUTE_MS };
  return {
    silentFromMs: fate < shares.silent ? silentFromMs : null,
    outage: fate >= shares.silent && fate < shares.silent + shares.late ? outage : null,
  };
}
