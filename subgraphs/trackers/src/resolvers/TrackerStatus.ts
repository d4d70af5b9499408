import type { TrackerStatusResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { TrackerRow } from '../db/rows.ts';
import { trackerState, type TrackerState } from '../domain/tracker-state.ts';

export const TrackerStatus: TrackerStatusResolvers = {
  tracker: (row) => row,
  state: async (row, _args, ctx) => (await stateOf(row, ctx)).state,
  since: async (row, _args, ctx) => (await stateOf(row, ctx)).since,
  reason: async (row, _args, ctx) => (await stateOf(row, ctx)).reason,
  lastHeardAt: async (row, _args, ctx) => (await known(row, ctx))?.lastHeardAt ?? null,
  protocol: async (row, _args, ctx) => (await known(row, ctx))?.protocol ?? null,
  transport: async (row, _args, ctx) => (await known(row, ctx))?.transport ?? null,
  addressPrefix: async (row, _args, ctx) => (await known(row, ctx))?.address ?? null,
  openConnection: async (row, _args, ctx) => {
    const connectionId = (await known(row, ctx))?.connectionId;
    return connectionId ? ctx.loaders.session.load(connectionId) : null;
  },
};

function known({ trackerId }: TrackerRow, { loaders }: Context) {
  return loaders.status.load(trackerId);
}

async function stateOf(row: TrackerRow, ctx: Context): Promise<TrackerState> {
  return trackerState(await known(row, ctx), ctx.clock.now(), await ctx.silence());
}
