import type { Mishap } from '../devices/mishaps.ts';
import type { SimulatedPerson } from '../people/create-population.ts';
import type { Site } from '../site/create-site.ts';
import type { EpochDay } from '../time/local-day.ts';
import type { SimulatedVehicle } from '../vehicles/create-fleet.ts';
import type { Leg } from './leg.ts';

/** Whoever or whatever carries a tracker. */
export type Mover = SimulatedPerson | SimulatedVehicle;

/** What everything that carries a tracker has. Nothing here changes with time. */
export interface Carrier {
  /** What the tracker calls itself, such as `phone-101`. */
  readonly identifier: string;
  readonly name: string;
  readonly company: string;
  readonly crew: string;
  /** What the tracker speaks. */
  readonly protocol: 'osmand' | 'owntracks';
  /** What keeps going wrong with the tracker. */
  readonly mishap: Mishap;
  readonly site: Site;
  readonly seed: number;
}

/**
 * The time somebody is out with their tracker on, `[fromMs, untilMs)`: for people from stepping off the ferry to
 * stepping on again. The legs fill it without gaps.
 */
export interface Duty {
  /** The day on which it begins, by the site's clocks. */
  readonly day: EpochDay;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly legs: readonly Leg[];
  /** When somebody first and last stood at their locker; absent where they have none. */
  readonly lockers?: { readonly firstMs: number; readonly lastMs: number };
  /** When guests were shown around; absent where there were none. */
  readonly tour?: { readonly fromMs: number; readonly untilMs: number };
}
