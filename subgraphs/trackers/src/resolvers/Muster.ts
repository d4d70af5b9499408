import type { MusterResolvers } from '../__generated__/resolvers.ts';

/** Names live with people, and nowhere else: whoever prints a list of ids asks here for those the viewer may read. */
export const Muster: MusterResolvers = {
  __resolveReference: (reference) => reference,
  listedNames: async ({ listedPersonIds }, _args, { loaders }) => {
    if (!listedPersonIds) return null;
    const people = await loaders.person.loadMany(listedPersonIds);
    return listedPersonIds.map((personId, index) => {
      const person = people[index];
      return { personId, name: person && !(person instanceof Error) ? person.name : null };
    });
  },
};
