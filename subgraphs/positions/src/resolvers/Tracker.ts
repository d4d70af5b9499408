import type { TrackerResolvers } from '../__generated__/resolvers.ts';
import { exportTrack } from '../actions/export-track.ts';
import { findClockSkew } from '../actions/find-clock-skew.ts';
import { listEffectiveRules } from '../actions/list-filter-rules.ts';
import { listHistory } from '../actions/list-history.ts';
import { listRawMessages } from '../actions/list-raw-messages.ts';
import { listRegionEvents } from '../actions/list-region-events.ts';
import { findKeptSince } from '../actions/show-retention.ts';
import { listStops, listTrips } from '../actions/list-stretches.ts';

export const Tracker: TrackerResolvers = {
  lastPosition: ({ id }, _args, ctx) => ctx.loaders.latest.load(id),
  positions: ({ id }, args, ctx) => listHistory(ctx, id, args),
  positionsKeptSince: ({ id }, _args, ctx) => findKeptSince(ctx, id),
  battery: ({ id }, _args, ctx) => ctx.loaders.battery.load(id),
  clockSkew: ({ id }, _args, ctx) => findClockSkew(ctx, id),
  filterRules: ({ id }, _args, ctx) => listEffectiveRules(ctx, id),
  trackFile: ({ id }, args, ctx) => exportTrack(ctx, id, args),
  decoding: ({ id }, _args, ctx) => ctx.loaders.decoding.load(id),
  payloadSecretSetAt: async ({ id }, _args, ctx) => (await ctx.loaders.payloadSecret.load(id))?.set_at ?? null,
  findMyKeyCount: ({ id }, _args, ctx) => ctx.loaders.findMyKeys.load(id),
  stops: ({ id }, args, ctx) => listStops(ctx, id, args),
  trips: ({ id }, args, ctx) => listTrips(ctx, id, args),
  rawMessages: ({ id }, args, ctx) => listRawMessages(ctx, id, args),
  regionEvents: ({ id }, args, ctx) => listRegionEvents(ctx, id, args),
};
