import { uuidv7 } from '@trekker/kit';

import { NOON } from './headcount.ts';
import type { SeededRandom } from './seeded-random.ts';

/** All that is told of a tenant, made up. */
export interface World {
  readonly units: readonly string[];
  /** Unit by person. */
  readonly people: ReadonlyMap<string, string | null>;
  /** Path by place. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Place by zone. */
  readonly zones: ReadonlyMap<string, string | null>;
  /** What was said of each visit, oldest first. */
  readonly visits: readonly (readonly State[])[];
}

/** What was said of a visit. */
export interface State {
  readonly personVisitId: string;
  readonly personId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: string | null;
  readonly probable: readonly Stretch[];
  readonly stale: readonly Stretch[];
  readonly lost: Stretch | null;
  readonly retracted: boolean;
}

export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

/** What was marked by hand. */
export interface MarkTold {
  readonly personId: string;
  readonly geofenceId: string;
  readonly kind: 'IN' | 'OUT';
  readonly at: number;
}

/** A tree of places with zones, some people, and visits of all lengths with corrections. */
export function randomWorld(random: SeededRandom, visits: number): World {
  const units = [uuidv7(), uuidv7()];
  const people = new Map(Array.from({ length: 12 }, () => [uuidv7(), random.pick([...units, null])] as const));
  const places = new Map<string, readonly string[]>();
  for (let count = 0; count < 8; count += 1) {
    const above = random.pick([[], ...places.values()]);
    const placeId = uuidv7();
    places.set(placeId, [...above, placeId]);
  }
  const zones = new Map(Array.from({ length: 9 }, () => [uuidv7(), random.pick([null, ...places.keys()])] as const));
  return {
    units,
    people,
    places,
    zones,
    visits: Array.from({ length: visits }, () => {
      const who = { personVisitId: uuidv7(), personId: random.pick([...people.keys()]) };
      const visit = { ...who, geofenceId: random.pick([...zones.keys()]) };
      return Array.from({ length: random.whole(1, 3) }, () => ({ ...visit, ...randomState(random) }));
    }),
  };
}

/** A mark of somebody at a time at which much happens. */
export function randomMark(random: SeededRandom, { people, zones }: World): MarkTold {
  return {
    personId: random.pick([...people.keys()]),
    geofenceId: random.pick([...zones.keys()]),
    kind: random.pick(['IN', 'IN', 'OUT'] as const),
    at: NOON - random.whole(0, 60) * 60_000,
  };
}

function randomState(random: SeededRandom) {
  const from = NOON - random.whole(0, 3_600_000);
  const length = random.pick([1, 1_000, 65_536, 65_537, 600_000, 3_600_000, 86_400_000, 4e11]);
  const to = random.next() < 0.4 ? null : from + Math.ceil(random.next() * length);
  const endReason = to === null ? null : random.pick(['LEFT', 'STALE', 'DEVICE_OFF', 'HANDED_OVER']);
  const isLost = endReason === 'STALE' || endReason === 'DEVICE_OFF';
  const heard = random.next() < 0.3 ? null : (to ?? from) + random.whole(1, 1_800_000);
  const phases = randomPhases(random, from, to);
  return {
    from,
    to,
    endReason,
    probable: phases.filter((_, index) => index % 2 === 0),
    stale: phases.filter((_, index) => index % 2 === 1),
    lost: isLost && to !== null ? { from: to, to: heard } : null,
    retracted: random.next() < 0.1,
  };
}

function randomPhases(random: SeededRandom, from: number, to: number | null): Stretch[] {
  const end = Math.min(to ?? from + 600_000, from + 600_000);
  const edges = Array.from({ length: random.whole(0, 6) }, () => random.whole(from, end)).toSorted((a, b) => a - b);
  return edges.flatMap((edge, index) => {
    const until = edges[index + 1] ?? (random.next() < 0.5 ? to : edge);
    return until === edge ? [] : [{ from: edge, to: until }];
  });
}
