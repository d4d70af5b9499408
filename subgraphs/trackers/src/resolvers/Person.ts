import type { PersonResolvers } from '../__generated__/resolvers.ts';

export const Person: PersonResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.person.load(id),
  id: (row) => row.personId,
  unit: (row) => (row.unitId === null ? null : { id: row.unitId }),
  trackers: async (row, _args, ctx) =>
    (await ctx.loaders.trackersOfPerson.load(row.personId)).map(({ tracker }) => tracker),
};
