import type { Duty, Mover } from '../movers/mover.ts';
import { dutyAt, dutyOn, nextDuty } from '../movers/duty-of.ts';
import { createRandom } from '../random.ts';
import { localDay, weekday } from '../time/local-day.ts';

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
export function inLockerAt(mover: Mover, unixMs: number): { leftMs: number; takenMs: number } | null {
  if (mover.mishap !== 'forgetful owner') return null;
  const today = localDay(mover.site.timeZone, unixMs);
  const days = [0, 1, 2, 3, 4, 5, 6].map((back) => today - back).filter((day) => weekday(day) === FORGETFUL_WEEKDAY);
  for (const day of days) {
    const left = dutyOn(mover, day);
    const taken = left && nextDuty(mover, left.untilMs);
    if (!left?.lockers || !taken?.lockers) continue;
    const [leftMs, takenMs] = [left.lockers.lastMs, taken.lockers.firstMs];
    if (unixMs >= leftMs && unixMs < takenMs) return { leftMs, takenMs };
  }
  return null;
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
