import { nextDuty } from '../movers/duty-of.ts';
import type { Mover } from '../movers/mover.ts';
import { createRandom } from '../random.ts';
import { diesAtMs } from './mishaps.ts';

const HOUR_MS = 3_600_000;

/** The least a battery is said to have. */
const EMPTY_PERCENT = 1;

/**
 * Charge of a tracker's battery, percent: charged at home, drained evenly on duty, and nearly empty where it gives out
 * then. Vehicles feed their trackers.
 */
export function batteryAt(mover: Mover, unixMs: number): number {
  const duty = nextDuty(mover, unixMs);
  if (mover.kind === 'vehicle' || !duty) return 100;
  const random = createRandom(mover.seed, mover.identifier, 'battery', duty.day);
  const full = random.between(86, 100);
  const dies = diesAtMs(mover, duty);
  const percentPerHour = dies === null ? random.between(3, 6) : (full / (dies - duty.fromMs)) * HOUR_MS;
  const hours = Math.max(0, unixMs - duty.fromMs) / HOUR_MS;
  return Math.max(EMPTY_PERCENT, Math.round(full - hours * percentPerHour));
}
