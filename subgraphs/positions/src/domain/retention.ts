import { DAY_MS, dayOf, startOfDay } from './day.ts';

/** For how long a tenant wants positions kept. */
export interface Retention {
  readonly days: number;
  /** When it was set, Unix milliseconds. */
  readonly setAt: number;
}

/** A slip of the finger must not cost years of positions: what was set can be taken back for so long. */
const SECOND_THOUGHTS_MS = DAY_MS;

/** From when on what is set has an effect, Unix milliseconds. */
export function takesEffectAt({ setAt }: Retention): number {
  return setAt + SECOND_THOUGHTS_MS;
}

/** The midnight before which positions are to go, Unix milliseconds; null: none yet. Whole UTC days are kept. */
export function keptFrom(retention: Retention, now: number): number | null {
  return now < takesEffectAt(retention) ? null : startOfDay(dayOf(now - retention.days * DAY_MS));
}
