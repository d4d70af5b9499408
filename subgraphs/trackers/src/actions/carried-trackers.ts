import { positionId, type PositionKey } from '@trekker/geo';
import { coversUnit } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { CarriedTracker, HeardRow, ZoneRow } from '../db/rows.ts';
import { bestConnection, lastHeardOf, newestPosition } from '../domain/carried.ts';
import type { ConnectionStatus } from '../domain/connection-status.ts';

/** What the trackers say that somebody or something carries now, as far as the viewer may see them. */
export type Carried = readonly CarriedTracker[];

/** When anything was last heard from one of them, Unix milliseconds, or null. */
export async function lastHeardAt(ctx: Context, carried: Carried): Promise<number | null> {
  const statuses = await statusesOf(ctx, carried);
  return lastHeardOf(statuses.map((status) => status?.lastHeardAt ?? null));
}

/** Status of the best connected of them, or null when there is none. */
export async function connectionOfCarried(ctx: Context, carried: Carried): Promise<ConnectionStatus | null> {
  const statuses = await statusesOf(ctx, carried);
  const live = statuses.map((status) => status?.liveHeardAt ?? null);
  return bestConnection(live, ctx.clock.now(), await ctx.silence());
}

/** Id of their newest position, or null. Who may not see positions of a tracker is not told that there is one. */
export async function lastPositionId(ctx: Context, carried: Carried): Promise<string | null> {
  const reach = ctx.reach('positions:read');
  const visible = carried.filter(({ tracker }) => coversUnit(reach, tracker.unitId));
  const statuses = await Promise.all(visible.map(({ tracker }) => ctx.loaders.status.load(tracker.trackerId)));
  const keys = statuses.flatMap((status): PositionKey[] => {
    if (!status || status.recordedAt === null || status.dedupe === null) return [];
    const { trackerId, recordedAt, dedupe } = status;
    return [{ trackerId, recordedAt, dedupe: dedupe.readBigUInt64BE() }];
  });
  const newest = newestPosition(keys);
  return newest && positionId(newest);
}

/** The geofences they are inside now, each once, by name. */
export async function zonesOfCarried(ctx: Context, carried: Carried): Promise<ZoneRow[]> {
  const zones = await Promise.all(carried.map(({ tracker }) => ctx.loaders.zones.load(tracker.trackerId)));
  const byId = new Map(zones.flat().map((zone) => [zone.geofenceId, zone]));
  return [...byId.values()].toSorted((a, b) => compareText(a.name, b.name) || compareText(a.geofenceId, b.geofenceId));
}

function statusesOf({ loaders }: Context, carried: Carried): Promise<(HeardRow | null)[]> {
  return Promise.all(carried.map(({ tracker }) => loaders.status.load(tracker.trackerId)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
