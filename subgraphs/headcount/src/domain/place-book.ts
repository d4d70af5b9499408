import { EARLIEST } from './span.ts';
import { unionOf } from './limit/step-function.ts';
import type { Interval } from './person-visit.ts';
import { createPlaceTree, type PlaceTree } from './place-tree.ts';

/** What was told of a zone or place by its key, from an instant (Unix milliseconds) until something else was. */
export interface ToldFrom<T> {
  readonly key: string;
  readonly from: number;
  readonly data: T;
}

/** Which zone belonged to which places, at any instant. What was told of one first counts for the time before it too. */
export interface PlaceBook {
  /** The places and the zones in them as they were at an instant. */
  at(instant: number): PlaceTree;
  /** The place of a zone and all above it, from the top, at an instant; none where that is not known. */
  placesAt(zoneId: string, instant: number): readonly string[];
  /** When zones were in a place or in one below it; zones that never were are absent. */
  zonesOver(placeId: string): ReadonlyMap<string, readonly Interval[]>;
  /** Zones of which it was ever told that they belong to this very place or to one that was ever below it. */
  zonesEverOf(placeId: string): readonly string[];
  /** The instants from which a zone may have lain elsewhere, in order of time. */
  edgesOf(zoneId: string): readonly number[];
  /** Every place that a zone was in, or that lay above it, at some instant from this one on. */
  placesSince(zoneId: string, instant: number): readonly string[];
}

/** A time during which a zone lay in the same places. */
interface Stretch extends Interval {
  readonly path: readonly string[];
}

/**
 * @param zones the place of each zone, or null.
 * @param places each place with the ids from the top down to itself. Both in order of time.
 */
export function createPlaceBook(
  zones: readonly ToldFrom<{ readonly placeId: string | null }>[],
  places: readonly ToldFrom<{ readonly path: readonly string[] }>[],
): PlaceBook {
  const byZone = Map.groupBy(zones, ({ key }) => key);
  const byPlace = Map.groupBy(places, ({ key }) => key);
  const stretches = new Map<string, readonly Stretch[]>();

  function stretchesOf(zoneId: string): readonly Stretch[] {
    const known = stretches.get(zoneId) ?? stretchesFrom(byZone.get(zoneId) ?? [], byPlace);
    stretches.set(zoneId, known);
    return known;
  }

  return {
    at(instant) {
      const now = <T>(all: ReadonlyMap<string, readonly ToldFrom<T>[]>) =>
        new Map([...all].flatMap(([key, told]) => (stateAt(told, instant) ?? []).map((data) => [key, data] as const)));
      return createPlaceTree(now(byZone), now(byPlace));
    },
    placesAt: (zoneId, instant) => stretchesOf(zoneId).findLast(({ from }) => from <= instant)?.path ?? [],
    zonesOver(placeId) {
      const over = [...byZone.keys()].map((zoneId) => {
        const inside = stretchesOf(zoneId).filter(({ path }) => path.includes(placeId));
        return [zoneId, unionOf(inside)] as const;
      });
      return new Map(over.filter(([, inside]) => inside.length));
    },
    zonesEverOf(placeId) {
      const below = new Set([placeId]);
      for (const { key, data } of places) if (data.path.includes(placeId)) below.add(key);
      return [...byZone].flatMap(([zoneId, told]) =>
        told.some(({ data }) => below.has(data.placeId ?? '')) ? zoneId : [],
      );
    },
    edgesOf: (zoneId) => stretchesOf(zoneId).map(({ from }) => from),
    placesSince: (zoneId, instant) => [
      ...new Set(stretchesOf(zoneId).flatMap(({ to, path }) => ((to ?? Infinity) > instant ? path : []))),
    ],
  };
}

/** The first instant at which a zone lies elsewhere by one book than by another; Infinity when it never does. */
export function firstMove(before: PlaceBook, after: PlaceBook, zoneId: string): number {
  const edges = [...before.edgesOf(zoneId), ...after.edgesOf(zoneId)].toSorted((a, b) => a - b);
  const differs = (at: number) => before.placesAt(zoneId, at).join() !== after.placesAt(zoneId, at).join();
  return edges.find(differs) ?? Infinity;
}

/** What held at an instant, as a list of one; undefined where nothing was ever told. */
function stateAt<T>(told: readonly ToldFrom<T>[], instant: number): [T] | undefined {
  const state = told.findLast(({ from }) => from <= instant) ?? told[0];
  return state && [state.data];
}

function stretchesFrom(
  told: readonly ToldFrom<{ readonly placeId: string | null }>[],
  byPlace: ReadonlyMap<string, readonly ToldFrom<{ readonly path: readonly string[] }>[]>,
): Stretch[] {
  const own = told.map(({ data }) => byPlace.get(data.placeId ?? '') ?? []);
  const edges = [...told, ...own.flat()].map(({ from }) => from);
  const starts = [...new Set([EARLIEST, ...edges])].toSorted((a, b) => a - b);
  return starts.map((from, index) => {
    const [zone] = stateAt(told, from) ?? [];
    const [place] = stateAt(byPlace.get(zone?.placeId ?? '') ?? [], from) ?? [];
    return { from, to: starts[index + 1] ?? null, path: place?.path ?? [] };
  });
}
