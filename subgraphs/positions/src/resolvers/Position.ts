import { degrees, headingDegrees, meters, metersPerSecond, positionId } from '@trekker/geo';

import type { PositionResolvers } from '../__generated__/resolvers.ts';
import { findPosition } from '../actions/find-position.ts';

export const Position: PositionResolvers = {
  __resolveReference: ({ id }, ctx) => findPosition(ctx, id),
  id: (row) =>
    positionId({ trackerId: row.tracker_id, recordedAt: row.recorded_at, dedupe: row.dedupe.readBigUInt64BE(0) }),
  tracker: (row) => ({ id: row.tracker_id }),
  latitude: (row) => degrees(row.latitude_e7),
  longitude: (row) => degrees(row.longitude_e7),
  altitudeMeters: (row) => (row.altitude_cm === null ? null : meters(row.altitude_cm)),
  accuracyMeters: (row) => (row.accuracy_cm === null ? null : meters(row.accuracy_cm)),
  speedMetersPerSecond: (row) => (row.speed_mms === null ? null : metersPerSecond(row.speed_mms)),
  headingDegrees: (row) => (row.heading_cd === null ? null : headingDegrees(row.heading_cd)),
  batteryPercent: (row) => row.battery_percent,
  recordedAt: (row) => row.recorded_at,
  receivedAt: (row) => row.received_at,
  flags: async (row, _args, ctx) => [...(await ctx.loaders.flags.load(row))],
};
