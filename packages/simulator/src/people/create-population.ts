import { createRandom } from '../random.ts';
import type { Site } from '../site/create-site.ts';
import { nameOf } from './names.ts';
import { TRADES, type Trade } from './trades.ts';

/** Somebody who works on the site and carries a phone. Nothing here changes with time. */
export interface SimulatedPerson {
  /** What the phone calls itself, such as `phone-101`. */
  readonly identifier: string;
  readonly name: string;
  readonly company: string;
  readonly crew: string;
  readonly job: string;
  /** Half of every trade works from 06:00 to 18:00, the other half from 18:00 to 06:00, in the site's zone. */
  readonly shift: 'day' | 'night';
  readonly trade: Trade;
  /** What this person likes to walk at, metres per second. */
  readonly strideMetersPerSecond: number;
  readonly site: Site;
  readonly seed: number;
}

/** Slowest and fastest anybody walks, metres per second. */
export const WALKING_SPEED = { min: 1.2, max: 1.6 } as const;

/** The first `people` who work on the site. The same seed gives the same people, and more people never change the first. */
export function createPopulation(site: Site, { seed, people }: { seed: number; people: number }): SimulatedPerson[] {
  return Array.from({ length: people }, (_, index) => {
    const identifier = `phone-${101 + index}`;
    const random = createRandom(seed, identifier, 'person');
    const trade = TRADES[index % TRADES.length] ?? random.pick(TRADES);
    const { company, crew, job } = trade;
    return {
      identifier,
      name: nameOf(index),
      company,
      crew,
      job,
      trade,
      site,
      seed,
      shift: Math.floor(index / TRADES.length) % 2 === 0 ? 'day' : 'night',
      strideMetersPerSecond: random.between(WALKING_SPEED.min + 0.05, WALKING_SPEED.max - 0.05),
    };
  });
}
