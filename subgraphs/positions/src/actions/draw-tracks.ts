import { inTurns, InvalidInputError, isUuid, requirePermission, unitReach, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { positionCounts } from '../db/motion-hours.ts';
import { motionStates } from '../db/motion.ts';
import { positionsBetween } from '../db/positions-between.ts';
import type { PositionRow } from '../db/rows.ts';
import { stopsBetween } from '../db/stretches.ts';
import { openStretches } from '../domain/motion/run.ts';
import { beginOf, endOf, type Stop } from '../domain/motion/stretch.ts';
import type { TrackPoint } from '../domain/track/simplifier.ts';
import { drawTrack, type DrawnTrack } from '../domain/track/track-of.ts';
import { checkedSpan, type Span } from './span.ts';

export interface TracksArguments {
  readonly trackerIds: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
  readonly gapSeconds: number;
}

const MOST_TRACKERS = 50;
const POINTS = { least: 16, most: 10_000, together: 50_000 } as const;
const MOST_POSITIONS = 2_000_000;

/** Where trackers went, each way simplified to a number of points, read piece by piece however long the span is. */
export async function drawTracks(ctx: Context, args: TracksArguments) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  const { from, to } = checkedSpan(args);
  check(args);
  const wanted = [...new Set(args.trackerIds.filter(isUuid))];
  const { trackerIds, total } = await ctx.tenant.read(async (tx) => {
    const counts = await positionCounts(tx, { trackerIds: wanted, unitIds: null, reach }, { from, to });
    const counted = wanted.filter((id) => counts.has(id));
    return { trackerIds: counted, total: counted.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0) };
  });
  if (total > MOST_POSITIONS)
    throw new InvalidInputError('to', `must leave at most ${MOST_POSITIONS} positions, got about ${total}`);
  const tracks = [];
  for (const trackerId of trackerIds) {
    const stops = await ctx.tenant.read((tx) => stopsOf(tx, trackerId, { from, to }));
    const drawn = drawTrack(stops, { most: args.maxPoints, gapMs: args.gapSeconds * 1_000 });
    for await (const rows of positionsBetween(ctx.tenant, { trackerId, from, to })) await inTurns(addAll(drawn, rows));
    const track = drawn.finish();
    if (track.positions) tracks.push(viewOf(trackerId, track));
  }
  return tracks;
}

function check({ trackerIds, maxPoints, gapSeconds }: TracksArguments): void {
  if (trackerIds.length > MOST_TRACKERS)
    throw new InvalidInputError('trackerIds', `must be at most ${MOST_TRACKERS} ids, got ${trackerIds.length}`);
  if (maxPoints < POINTS.least || maxPoints > POINTS.most)
    throw new InvalidInputError('maxPoints', `must be ${POINTS.least} to ${POINTS.most}, got ${maxPoints}`);
  if (maxPoints * trackerIds.length > POINTS.together) {
    const most = Math.floor(POINTS.together / trackerIds.length);
    throw new InvalidInputError(
      'maxPoints',
      `must be at most ${most} for ${trackerIds.length} trackers, got ${maxPoints}`,
    );
  }
  if (gapSeconds < 10 || gapSeconds > 86_400)
    throw new InvalidInputError('gapSeconds', `must be 10 to 86400, got ${gapSeconds}`);
}

/** Between so many positions others have their turn. */
const TURN = 200;

function* addAll(drawn: DrawnTrack, rows: readonly PositionRow[]): Generator<void, void> {
  for (const [index, row] of rows.entries()) {
    drawn.add(row);
    if (index % TURN === 0) yield;
  }
}

/** A tracker's stops in a span, those that reach beyond it cut off there. */
async function stopsOf(tx: Tx, trackerId: string, span: Span): Promise<Stop[]> {
  const over = await stopsBetween(tx, trackerId, span);
  const open = openStretches((await motionStates(tx.sql, [trackerId])).get(trackerId) ?? null);
  return [...over, ...open].flatMap((each) => {
    const isStop = each.kind === 'STOP' && beginOf(each) < span.to && endOf(each) > span.from;
    return isStop ? [{ ...each, from: Math.max(each.from, span.from), to: Math.min(each.to, span.to) }] : [];
  });
}

function viewOf(
  trackerId: string,
  { points, positions, toleranceMeters, hiddenStops }: ReturnType<DrawnTrack['finish']>,
) {
  return {
    tracker: { id: trackerId },
    points: points.map(pointView),
    positionCount: positions,
    toleranceMeters,
    hiddenStopCount: hiddenStops,
  };
}

function pointView({ latitude, longitude, at, until, speed, isAfterGap }: TrackPoint) {
  return { latitude, longitude, recordedAt: at, stoppedUntil: until, speedMetersPerSecond: speed, isAfterGap };
}
