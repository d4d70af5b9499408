import { dutyAt, nextDuty } from '../movers/duty-of.ts';
import type { Mover } from '../movers/mover.ts';
import { type TruePlace, positionAt } from '../movers/position-at.ts';
import { diesAtMs, inLockerAt } from './mishaps.ts';

/** Where a tracker is, which is not always where its owner is; null while it is off, with nothing to report. */
export function trackerAt(mover: Mover, unixMs: number): TruePlace | null {
  const locker = inLockerAt(mover, unixMs);
  if (locker) return locker.place;
  const duty = dutyAt(mover, unixMs);
  if (!duty) return null;
  const dies = diesAtMs(mover, duty);
  return dies !== null && unixMs >= dies ? null : positionAt(mover, unixMs);
}

/** The first instant from `unixMs` on at which a tracker is on; null where it stays off for a fortnight. */
export function nextOnMs(mover: Mover, unixMs: number): number | null {
  if (inLockerAt(mover, unixMs)) return unixMs;
  for (let duty = nextDuty(mover, unixMs); duty; duty = nextDuty(mover, duty.untilMs)) {
    const instant = Math.max(unixMs, duty.fromMs);
    const dies = diesAtMs(mover, duty);
    if (dies === null || instant < dies) return instant;
  }
  return null;
}
