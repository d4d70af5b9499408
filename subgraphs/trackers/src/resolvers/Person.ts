import type { PersonResolvers } from '../__generated__/resolvers.ts';
import { connectionOfCarried, lastHeardAt, lastPositionId, zonesOfCarried } from '../actions/carried-trackers.ts';
import { listCarried } from '../actions/list-carried.ts';
import type { Context } from '../context.ts';
import type { PersonRow } from '../db/rows.ts';

export const Person: PersonResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.person.load(id),
  id: (row) => row.personId,
  unit: (row) => (row.unitId === null ? null : { id: row.unitId }),
  trackers: async (row, _args, ctx) => (await carriedBy(row, ctx)).map(({ tracker }) => tracker),
  assignments: ({ personId }, args, ctx) => listCarried(ctx, { carrier: 'personId', carrierId: personId }, args),
  connection: async (row, _args, ctx) => connectionOfCarried(ctx, await carriedBy(row, ctx)),
  lastHeardAt: async (row, _args, ctx) => lastHeardAt(ctx, await carriedBy(row, ctx)),
  lastPosition: async (row, _args, ctx) => {
    const id = await lastPositionId(ctx, await carriedBy(row, ctx));
    return id === null ? null : { id };
  },
  zones: async (row, _args, ctx) => {
    const zones = await zonesOfCarried(ctx, await carriedBy(row, ctx));
    return zones.map(({ geofenceId }) => ({ id: geofenceId }));
  },
  image: async (row, _args, ctx) => (await ctx.loaders.imageOfPerson.load(row.personId))[0] ?? null,
};

function carriedBy({ personId }: PersonRow, { loaders }: Context) {
  return loaders.trackersOfPerson.load(personId);
}
