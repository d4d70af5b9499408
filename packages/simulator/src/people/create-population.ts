import type { Mishap } from '../devices/mishaps.ts';
import type { Carrier } from '../movers/mover.ts';
import { createRandom } from '../random.ts';
import type { Site } from '../site/create-site.ts';
import { type SimulatedVehicle, createFleet } from '../vehicles/create-fleet.ts';
import { nameOf } from './names.ts';
import { POSTS, type PersonKind, type Post, type Stops } from './posts.ts';
import type { Rota } from './rota.ts';

/** Everybody and everything that carries a tracker on a site. */
export interface Population {
  readonly site: Site;
  readonly people: readonly SimulatedPerson[];
  readonly vehicles: readonly SimulatedVehicle[];
}

/** Somebody who works on the site or visits it, and carries a phone. */
export interface SimulatedPerson extends Carrier {
  readonly kind: 'person';
  readonly personKind: PersonKind;
  readonly trade: string | null;
  readonly rota: Rota;
  readonly tasks: Stops;
  /** Who shows a visitor around; null for everybody who works here. */
  readonly host: SimulatedPerson | null;
  /** What this person likes to walk at, metres per second. */
  readonly strideMetersPerSecond: number;
}

/** What makes a population. */
export interface PopulationOptions {
  readonly seed: number;
  readonly people: number;
  /** Default 0. */
  readonly vehicles?: number;
}

/** Slowest and fastest anybody walks, metres per second. */
export const WALKING_SPEED = { min: 1.2, max: 1.6 } as const;

/** The first so many who work on the site. The same seed gives the same, and more never change the first. */
export function createPopulation(site: Site, { seed, people, vehicles = 0 }: PopulationOptions): Population {
  const hired: SimulatedPerson[] = [];
  for (let index = 0; index < people; index++) {
    const post = POSTS[index % POSTS.length];
    if (post) hired.push(hire(post, { index, site, seed, hired }));
  }
  return { site, people: hired, vehicles: createFleet(site, { seed, vehicles }) };
}

interface Hiring {
  readonly index: number;
  readonly site: Site;
  readonly seed: number;
  readonly hired: readonly SimulatedPerson[];
}

function hire(post: Post, { index, site, seed, hired }: Hiring): SimulatedPerson {
  const identifier = `phone-${101 + index}`;
  const random = createRandom(seed, identifier, 'person');
  const { kind: personKind, company, crew, trade, rota, tasks } = post;
  return {
    kind: 'person',
    identifier,
    name: nameOf(index),
    company,
    crew,
    site,
    seed,
    protocol: index % 3 === 2 ? 'owntracks' : 'osmand',
    mishap: MISHAPS[index % MISHAPS_EVERY] ?? null,
    personKind,
    trade,
    rota,
    tasks,
    host: personKind === 'VISITOR' ? (hired.findLast(isHost) ?? null) : null,
    strideMetersPerSecond: random.between(WALKING_SPEED.min, WALKING_SPEED.max),
  };
}

/** Of so many phones these have something wrong, by index. */
const MISHAPS_EVERY = 40;
const MISHAPS: Readonly<Record<number, Mishap>> = {
  2: 'poor network',
  4: 'worn battery',
  8: 'forgetful owner',
  12: 'poor network',
  25: 'worn battery',
  31: 'poor network',
};

/** Engineers show guests around. */
export function isHost({ trade }: Pick<SimulatedPerson, 'trade'>): boolean {
  return trade === 'Engineer';
}
