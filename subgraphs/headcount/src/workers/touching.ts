import type { Entry, Tx } from '@trekker/kit';

import { markSpansIn } from '../db/marks.ts';
import { visitsIn } from '../db/person-visits.ts';
import type { PlaceState, ZonePlaceState } from '../db/rows.ts';
import { peopleOfUnits, toldBefore, zonesToldLate } from '../db/touched.ts';
import { placeBook } from '../db/zones.ts';
import type { PersonTold, UnitTold } from '../domain/attributes.ts';
import { firstMove } from '../domain/place-book.ts';
import { EARLIEST } from '../domain/span.ts';
import { geofenceArchived, geofenceIn, personIn, placeIn, unitPathsIn } from '../events.ts';
import type { Touched, Touching } from './derive-again.ts';

/** A zone that lies elsewhere from now on: the limits of where it was and of where it is. */
export const zonesMoved: Touching = {
  topic: 'geofences',
  async sift(tx, entries) {
    const told = entries.flatMap((entry) => {
      const zone = entry.type === geofenceArchived.type ? null : geofenceIn(entry);
      return zone ? [[zone.geofenceId, entry, zone] as const] : [];
    });
    const late = new Set(await zonesToldLate(tx, distinct(told.map(([geofenceId]) => geofenceId))));
    return keysThatMatter(told, async (geofenceId, { placeId }) => {
      const before = await toldBefore<ZonePlaceState>(tx, 'zone-places', geofenceId);
      return before ? before.placeId !== placeId : late.has(geofenceId);
    });
  },
  touch: (tx, entry, write) => moved(tx, [geofenceIn(entry)?.geofenceId ?? ''], write),
};

/** A place that lies elsewhere from now on, with all zones in it and below. */
export const placesMoved: Touching = {
  topic: 'geofences',
  sift(tx, entries) {
    const told = entries.flatMap((entry) => {
      const place = placeIn(entry);
      return place ? [[place.placeId, entry, place] as const] : [];
    });
    return keysThatMatter(told, async (placeId, { path }) => {
      const before = await toldBefore<PlaceState>(tx, 'places', placeId);
      return before?.path.join() !== path.join();
    });
  },
  async touch(tx, entry, write) {
    const zoneIds = (await placeBook(tx)).zonesEverOf(placeIn(entry)?.placeId ?? '');
    if (zoneIds.length) return moved(tx, zoneIds, write);
    await write();
    return null;
  },
};

/** Somebody who is of another kind, or of another unit: the limits of where the person is, from then on. */
export const peopleChanged: Touching = {
  topic: 'trackers',
  sift(tx, entries) {
    const told = entries.flatMap((entry) => {
      const person = personIn(entry);
      return person ? [[person.personId, entry, person] as const] : [];
    });
    return keysThatMatter(told, async (personId, { kind, unitId }) => {
      const before = await toldBefore<PersonTold>(tx, 'people', personId);
      return before?.kind !== kind || before.unitId !== unitId;
    });
  },
  async touch(tx, entry, write) {
    const personId = personIn(entry)?.personId ?? '';
    const isFirst = (await toldBefore(tx, 'people', personId)) === null;
    await write();
    return whereaboutsOf(tx, [personId], isFirst ? EARLIEST : entry.at);
  },
};

/** Units that lie elsewhere from now on: the limits of where their people are. */
export const unitsMoved: Touching = {
  topic: 'tenancy',
  sift: async (_tx, entries) => entries.filter((entry) => unitPathsIn(entry).length),
  async touch(tx, entry, write) {
    const units = unitPathsIn(entry).map(({ unitId }) => unitId);
    const before = await Promise.all(
      units.map((unitId) => toldBefore<Pick<UnitTold, 'path'>>(tx, 'unit-paths', unitId)),
    );
    await write();
    const people = await peopleOfUnits(tx, units);
    return people.length ? whereaboutsOf(tx, people, before.includes(null) ? EARLIEST : entry.at) : null;
  },
};

async function moved(tx: Tx, zoneIds: readonly string[], write: () => Promise<void>): Promise<Touched | null> {
  const before = await placeBook(tx);
  await write();
  const after = await placeBook(tx);
  const since = Math.min(...zoneIds.map((zoneId) => firstMove(before, after, zoneId)));
  if (since === Infinity) return null;
  const placeIds = zoneIds.flatMap((zoneId) => [before, after].flatMap((book) => [...book.placesSince(zoneId, since)]));
  const marks = await markSpansIn(tx, { from: since, to: null, knownAt: null }, { zoneIds });
  return {
    zoneIds,
    placeIds: [...new Set(placeIds)],
    personIds: distinct(marks.map(({ personId }) => personId)),
    since,
  };
}

/** The zones where these people are, or were marked, from an instant on. */
async function whereaboutsOf(tx: Tx, personIds: readonly string[], since: number): Promise<Touched | null> {
  const stretch = { from: since, to: null, knownAt: null };
  const found = [...(await visitsIn(tx, stretch, { personIds })), ...(await markSpansIn(tx, stretch, { personIds }))];
  const zoneIds = distinct(found.map(({ zoneId }) => zoneId));
  return zoneIds.length ? { zoneIds, placeIds: [], personIds: [], since } : null;
}

/** Everything a run says of what it makes a difference to, be it only in between. */
async function keysThatMatter<T>(
  told: readonly (readonly [key: string, entry: Entry, said: T])[],
  matters: (key: string, said: T) => Promise<boolean>,
): Promise<Entry[]> {
  const keys = new Set<string>();
  for (const [key, , said] of told) if (!keys.has(key) && (await matters(key, said))) keys.add(key);
  return told.flatMap(([key, entry]) => (keys.has(key) ? entry : []));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
