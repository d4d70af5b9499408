import { createRandom } from '../random.ts';
import type { SimulatedPerson } from './create-population.ts';

/** Charge of a phone. */
export interface Battery {
  readonly percent: number;
  readonly charging: boolean;
}

const DAY_MS = 86_400_000;
const CHARGING_MS = 2 * 3_600_000;

/** Every phone hangs on a charger two hours a day, each at its own time, and drains evenly in between. */
export function batteryAt({ seed, identifier }: SimulatedPerson, unixMs: number): Battery {
  const random = createRandom(seed, identifier, 'battery');
  const lowPercent = random.between(15, 45);
  const sinceChargerMs = (unixMs + random.between(0, DAY_MS)) % DAY_MS;
  const charging = sinceChargerMs < CHARGING_MS;
  const full = charging ? sinceChargerMs / CHARGING_MS : (DAY_MS - sinceChargerMs) / (DAY_MS - CHARGING_MS);
  return { percent: Math.round(lowPercent + (100 - lowPercent) * full), charging };
}
