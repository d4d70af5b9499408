import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import { motionStates } from '../db/motion.ts';
import { pageOfStretches, type StretchSpan } from '../db/stretches.ts';
import { openStretches } from '../domain/motion/run.ts';
import { pointOf } from '../domain/motion/spot.ts';
import { beginOf, endOf, type Stop, type Stretch, type Trip } from '../domain/motion/stretch.ts';
import { checkedSpan } from './span.ts';

export interface StretchArguments {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of a tracker's trips that reach into `[from, to)`, oldest first; empty beyond the viewer's reach. */
export async function listTrips(ctx: Context, trackerId: string, args: StretchArguments) {
  const { page, stretches } = await stretchesOf(ctx, { trackerId, kind: 'TRIP' }, args);
  const trips = stretches.flatMap((each) => (each.kind === 'TRIP' ? [tripView(trackerId, each)] : []));
  return connectionOf(trips, page, ({ from }) => [String(from)]);
}

/** A page of a tracker's stops that reach into `[from, to)`, oldest first; empty beyond the viewer's reach. */
export async function listStops(ctx: Context, trackerId: string, args: StretchArguments) {
  const { page, stretches } = await stretchesOf(ctx, { trackerId, kind: 'STOP' }, args);
  const stops = stretches.flatMap((each) => (each.kind === 'STOP' ? [stopView(trackerId, each)] : []));
  return connectionOf(stops, page, ({ from }) => [String(from)]);
}

type Wanted = Pick<StretchSpan, 'trackerId' | 'kind'>;

async function stretchesOf(ctx: Context, { trackerId, kind }: Wanted, args: StretchArguments) {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const page = parsePage(args, ['instant']);
  const { from, to } = checkedSpan(args);
  const stretches = await ctx.tenant.read(async (tx): Promise<Stretch[]> => {
    const visible = await trackerWithin(tx, trackerId, unitReach(viewer, 'positions:read', now));
    if (!visible) return [];
    const over = await pageOfStretches(tx, { trackerId, kind, from, to, page });
    const open = openStretches((await motionStates(tx.sql, [trackerId])).get(trackerId) ?? null);
    const behind = Number(page.after?.[0] ?? 0);
    const isWanted = (each: Stretch) =>
      each.kind === kind && beginOf(each) < to && endOf(each) > from && beginOf(each) > behind;
    return [...over, ...open.filter(isWanted)].slice(0, page.first + 1);
  });
  return { page, stretches };
}

/** A trip as the API tells of it. */
function tripView(trackerId: string, trip: Trip) {
  return {
    tracker: { id: trackerId },
    from: trip.from.at,
    to: trip.to.at,
    start: pointOf(trip.from),
    end: pointOf(trip.to),
    distanceMeters: trip.mm / 1_000,
    maxSpeedMetersPerSecond: trip.maxSpeedMms === null ? null : trip.maxSpeedMms / 1_000,
    endedBy: trip.endedBy,
  };
}

/** A stop as the API tells of it. */
function stopView(trackerId: string, { from, to, center, endedBy }: Stop) {
  return { tracker: { id: trackerId }, from, to, center: pointOf(center), endedBy };
}
