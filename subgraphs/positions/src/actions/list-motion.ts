import { connectionOf, InvalidInputError, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfMotion, type MotionSum } from '../db/motion-hours.ts';
import { HOUR_MS } from '../domain/motion/settings.ts';
import { zoneNamed } from '../domain/time-zone.ts';
import { checkedSpan } from './span.ts';
import { trackersAsked } from './trackers-asked.ts';

export interface MotionArguments {
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
  readonly from: number;
  readonly to: number;
  readonly by: 'HOUR' | 'DAY';
  readonly timeZone: string;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of how far trackers went and how long they moved, by the hour or by the day. */
export async function listMotion(ctx: Context, args: MotionArguments) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  const page = parsePage(args, ['uuid', 'instant']);
  const { from, to } = checkedSpan(args);
  const { by } = args;
  const timeZone = zoneNamed(args.timeZone);
  if (timeZone === null) {
    const got = JSON.stringify(args.timeZone);
    throw new InvalidInputError('timeZone', `must be the name of an IANA time zone, got ${got}`);
  }
  const wanted = { ...trackersAsked(args, reach), from, to, by, timeZone, page };
  const rows = await ctx.tenant.read((tx) => pageOfMotion(tx, wanted));
  return connectionOf(rows.map(viewOf), page, ({ tracker, begin }) => [tracker.id, String(begin)]);
}

function viewOf(row: MotionSum) {
  const begin = row.begin_at;
  const from = row.end_at === null ? begin : firstHour(begin);
  const to = row.end_at === null ? begin + HOUR_MS : firstHour(row.end_at);
  const known = Math.max(0, Math.min(to, row.known_to) - Math.max(from, row.known_from));
  return {
    begin,
    tracker: { id: row.tracker_id },
    from,
    to,
    distanceMeters: row.moving_mm / 1_000,
    stoppedMeters: row.stopped_mm / 1_000,
    unknownMeters: row.unknown_mm / 1_000,
    movingSeconds: row.moving_ms / 1_000,
    stoppedSeconds: row.stopped_ms / 1_000,
    unknownSeconds: (known - row.moving_ms - row.stopped_ms) / 1_000,
    maxSpeedMetersPerSecond: row.max_speed_mms === null ? null : row.max_speed_mms / 1_000,
    positionCount: row.positions,
    firstPositionAt: row.first_at,
    lastPositionAt: row.last_at,
  };
}

/** The first hour of a day that begins at an instant: one whose middle is not before it. */
function firstHour(begin: number): number {
  return Math.ceil((begin - HOUR_MS / 2) / HOUR_MS) * HOUR_MS;
}
