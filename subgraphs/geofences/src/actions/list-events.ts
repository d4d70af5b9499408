import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfEvents } from '../db/geofence-events.ts';
import type { GeofenceEventRow } from '../db/rows.ts';
import type { GeofenceEventKind } from '../domain/events/geofence-event.ts';
import { withinTime } from '../domain/within-time.ts';

/** Which events are meant; null or absent means: not limited. */
export interface EventsMeant {
  readonly kinds?: readonly GeofenceEventKind[] | null | undefined;
  readonly geofenceIds?: readonly string[] | null | undefined;
  readonly placeId?: string | null | undefined;
  readonly personIds?: readonly string[] | null | undefined;
  readonly trackerIds?: readonly string[] | null | undefined;
}

export interface ListEventsArguments extends EventsMeant {
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of what happened to people and trackers the viewer may see, latest first, as it is believed now. */
export async function listEvents(ctx: Context, args: ListEventsArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const { kinds = null, placeId = null, from, to } = args;
  const filter = {
    kinds,
    geofenceIds: known(args.geofenceIds),
    placeId,
    personIds: known(args.personIds),
    trackerIds: known(args.trackerIds),
    from: from == null ? null : withinTime(from),
    to: to == null ? null : withinTime(to),
  };
  const reach = ctx.reach('visits:read');
  const isNowhere = placeId !== null && !isUuid(placeId);
  const rows = isNowhere ? [] : await ctx.tenant.read((tx) => pageOfEvents(tx, { filter, page, reach }));
  return connectionOf<GeofenceEventRow>(rows, page, (row) => [String(row.at), row.eventId]);
}

/** Those that may be ids of something. */
function known(ids: readonly string[] | null | undefined): string[] | null {
  return ids?.filter(isUuid) ?? null;
}
