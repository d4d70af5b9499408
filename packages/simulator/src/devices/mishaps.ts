import type { Duty, Mover } from '../movers/mover.ts';
import { dutyAt, dutyOn, nextDuty } from '../movers/duty-of.ts';
import { type TruePlace, positionAt } from '../movers/position-at.ts';
import { createRandom } from '../random.ts';
import { type EpochDay, localDay, weekday } from '../time/local-day.ts';

/**
 * What keeps going wrong with a tracker: a battery too old for a shift, a phone forgotten in the locker overnight, a
 * phone that has no network for a while and uploads later. Null: nothing.
 */
export type Mishap = 'worn battery' | 'forgetful owner' | 'poor network' | null;

/** When the battery of a tracker gives out on a duty; null where it lasts. */
export function diesAtMs(mover: Mover, { day, fromMs, untilMs }: Duty): number | null {
  if (mover.mishap !== 'worn battery') return null;
  const random = createRandom(mover.seed, mover.identifier, 'worn battery', day);
  return random.next() < 0.5 ? fromMs + (untilMs - fromMs) * random.between(0.45, 0.8) : null;
}

/** The evening of which day of the week a forgetful owner leaves without the phone, Monday as 0. */
const FORGETFUL_WEEKDAY = 2;

/** When a phone was left in the locker and when it was taken out again, about an instant at which it lies there; or null. */
export function inLockerAt(mover: Mover, unixMs: number): LockerStay | null {
  if (mover.mishap !== 'forgetful owner') return null;
  const today = localDay(mover.site.timeZone, unixMs);
  const forgetful = today - ((weekday(today) - FORGETFUL_WEEKDAY + 7) % 7);
  const stay = lockerStay(mover, forgetful);
  return stay && unixMs >= stay.leftMs && unixMs < stay.takenMs ? stay : null;
}

/** When a phone lies in the locker, `[leftMs, takenMs)`, Unix milliseconds, and where. */
interface LockerStay {
  readonly leftMs: number;
  readonly takenMs: number;
  readonly place: TruePlace;
}

/** Duties are costly to make, and every fix asks. */
const knownStays = new WeakMap<Mover, Map<EpochDay, LockerStay | null>>();

function lockerStay(mover: Mover, day: EpochDay): LockerStay | null {
  const known = knownStays.get(mover) ?? new Map<EpochDay, LockerStay | null>();
  knownStays.set(mover, known);
  const cached = known.get(day);
  const stay = cached === undefined ? makeLockerStay(mover, day) : cached;
  known.set(day, stay);
  return stay;
}

function makeLockerStay(mover: Mover, day: EpochDay): LockerStay | null {
  const left = dutyOn(mover, day);
  const taken = left && nextDuty(mover, left.untilMs);
  if (!left?.lockers || !taken?.lockers) return null;
  const place = positionAt(mover, left.lockers.lastMs);
  return place && { leftMs: left.lockers.lastMs, takenMs: taken.lockers.firstMs, place };
}

/** When a tracker has network again, about an instant at which it has none; otherwise the instant itself. */
export function sendableAtMs(mover: Mover, unixMs: number): number {
  const duty = mover.mishap === 'poor network' ? dutyAt(mover, unixMs) : null;
  if (!duty) return unixMs;
  const random = createRandom(mover.seed, mover.identifier, 'poor network', duty.day);
  const goneMs = duty.fromMs + (duty.untilMs - duty.fromMs) * random.between(0.2, 0.7);
  const backMs = goneMs + random.between(20, 70) * 60_000;
  return unixMs >= goneMs && unixMs < backMs ? backMs : unixMs;
}
