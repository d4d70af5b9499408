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

/** Of a hundred phones, so many; the others report at once. */
const SHARES = { silent: 0.1, late: 0.2 };

/** A phone: one of ten dies, from a while before the alarm to the end of the walk, and one of five reports minutes late. */
export function drawPhone(random: Random, alarmMs: number): EvacueePhone {
  const fate = random.next();
  const silentFromMs = alarmMs + random.between(-15, 9) * MINUTE_MS;
  const goneMs = alarmMs + random.between(-5, 6) * MINUTE_MS;
  const outage = { fromMs: goneMs, toMs: goneMs + random.between(3, 12) * MINUTE_MS };
  return {
    silentFromMs: fate < SHARES.silent ? silentFromMs : null,
    outage: fate >= SHARES.silent && fate < SHARES.silent + SHARES.late ? outage : null,
  };
}
