import {
  encodeCursor,
  headKey,
  payloadOf,
  readHead,
  requirePermission,
  type Entry,
  type Head,
  offsetBehind,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { placesById } from '../db/places.ts';
import { peopleWithin, trackersWithin } from '../db/reach.ts';
import type { GeofenceEventChangeRow } from '../db/rows.ts';
import { geofenceEvent, GEOFENCE_EVENTS_TOPIC } from '../events.ts';
import type { EventsMeant } from './list-events.ts';

export interface WatchEventsArguments extends EventsMeant {
  readonly after?: string | null | undefined;
}

/** A change, and the place its geofence had then. */
interface Told {
  readonly change: GeofenceEventChangeRow;
  readonly placeId: string | null;
}

/**
 * Everything that is told of what happens to people and trackers the viewer may see, behind a cursor or from now on. Fails
 * with INVALID_INPUT for what is no cursor, with CURSOR_EXPIRED for one of another log or too old.
 */
export async function watchEvents(
  ctx: Context,
  { after = null, ...meant }: WatchEventsArguments,
): Promise<AsyncIterableIterator<GeofenceEventChangeRow>> {
  const { tenantId } = requirePermission(ctx.viewer, 'visits:read', ctx.clock.now());
  const head = { topic: GEOFENCE_EVENTS_TOPIC, tenantId, partition: 0 };
  const isMeant = filterOf(meant);
  return readHead({
    head,
    after: after === null ? null : offsetBehind(after, head),
    tail: ctx.tail,
    read: (fn) => ctx.tenant.read(fn),
    async pick(entries) {
      const reach = ctx.reach('visits:read');
      if (reach !== 'all' && !reach.length) return null;
      const told = entries.flatMap((entry) => toldIn(entry, head)).filter(({ change }) => isMeant(change));
      const placed = await placedBelow(ctx, told, meant.placeId ?? null);
      return visibleOf(
        ctx,
        placed.map(({ change }) => change),
      );
    },
  });
}

function toldIn(entry: Entry, head: Head): Told[] {
  if (entry.type !== geofenceEvent.type) return [];
  const { status, placeId, geofenceKind: _geofenceKind, ...event } = payloadOf(entry, geofenceEvent);
  const cursor = encodeCursor({ [headKey(head)]: entry.offset });
  return [{ change: { cursor, status, event: { ...event, knownFrom: entry.at } }, placeId }];
}

function filterOf({
  kinds,
  geofenceIds,
  personIds,
  trackerIds,
}: EventsMeant): (change: GeofenceEventChangeRow) => boolean {
  const [ofKinds, inGeofences, ofPeople, ofTrackers] = [kinds, geofenceIds, personIds, trackerIds].map(
    (wanted) => wanted && new Set<string>(wanted),
  );
  return ({ event }) => {
    if (ofKinds && !ofKinds.has(event.kind)) return false;
    if (inGeofences && !inGeofences.has(event.geofenceId)) return false;
    if (!ofPeople && !ofTrackers) return true;
    return (event.personId !== null && ofPeople?.has(event.personId)) || (ofTrackers?.has(event.trackerId) ?? false);
  };
}

/** Those in a place or below it; all where no place is meant. */
async function placedBelow(ctx: Context, told: readonly Told[], placeId: string | null): Promise<readonly Told[]> {
  const placeIds = [...new Set(told.flatMap((one) => one.placeId ?? []))];
  if (placeId === null || !told.length) return told;
  const places = placeIds.length ? await ctx.tenant.read((tx) => placesById(tx, placeIds)) : [];
  const below = new Set(places.flatMap((place) => (place.path.includes(placeId) ? place.placeId : [])));
  return told.filter((one) => one.placeId !== null && below.has(one.placeId));
}

/** Those of people the viewer may see, and of trackers the viewer may see where there is no person. */
async function visibleOf(ctx: Context, changes: readonly GeofenceEventChangeRow[]): Promise<GeofenceEventChangeRow[]> {
  const reach = ctx.reach('visits:read');
  if (reach === 'all' || !changes.length) return [...changes];
  const people = changes.flatMap(({ event }) => event.personId ?? []);
  const trackers = changes.flatMap(({ event }) => (event.personId === null ? event.trackerId : []));
  const visible = await ctx.tenant.read(async (tx) => ({
    people: await peopleWithin(tx, people, reach),
    trackers: await trackersWithin(tx, trackers, reach),
  }));
  return changes.filter(({ event: { personId, trackerId } }) =>
    personId === null ? visible.trackers.has(trackerId) : visible.people.has(personId),
  );
}
