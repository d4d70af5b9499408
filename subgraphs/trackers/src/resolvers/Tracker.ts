import type { TrackerResolvers } from '../__generated__/resolvers.ts';
import { listConnectionPeriods } from '../actions/list-connection-periods.ts';
import { listSessions } from '../actions/list-sessions.ts';
import { connectionStatus } from '../domain/connection-status.ts';

export const Tracker: TrackerResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.tracker.load(id),
  id: (row) => row.trackerId,
  identifiers: async (row, _args, ctx) =>
    (await ctx.loaders.identifiers.load(row.trackerId)).map(({ identifier }) => identifier),
  unit: (row) => (row.unitId === null ? null : { id: row.unitId }),
  assignment: (row, _args, ctx) => ctx.loaders.assignmentNow.load(row.trackerId),
  assignments: (row, _args, ctx) => ctx.loaders.assignments.load(row.trackerId),
  person: async (row, _args, { loaders }) => {
    const assignment = await loaders.assignmentNow.load(row.trackerId);
    return assignment?.personId ? loaders.person.load(assignment.personId) : null;
  },
  asset: async (row, _args, { loaders }) => {
    const assignment = await loaders.assignmentNow.load(row.trackerId);
    return assignment?.assetId ? loaders.asset.load(assignment.assetId) : null;
  },
  connection: async (row, _args, { loaders, clock, silence }) => {
    const status = await loaders.status.load(row.trackerId);
    return connectionStatus(status?.liveHeardAt ?? null, clock.now(), await silence());
  },
  status: (row) => row,
  connections: (row, args, ctx) => listSessions(ctx, row, args),
  zones: async (row, _args, ctx) =>
    (await ctx.loaders.zones.load(row.trackerId)).map(({ geofenceId }) => ({ id: geofenceId })),
  connectionHistory: (row, args, ctx) => listConnectionPeriods(ctx, row, args),
  lastHeardAt: async (row, _args, ctx) => (await ctx.loaders.status.load(row.trackerId))?.lastHeardAt ?? null,
};
