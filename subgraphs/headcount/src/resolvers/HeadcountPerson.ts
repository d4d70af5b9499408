import type { HeadcountPersonResolvers } from '../__generated__/resolvers.ts';

export const HeadcountPerson: HeadcountPersonResolvers = {
  person: ({ personId }) => ({ id: personId }),
  visit: ({ personVisitId }) => ({ id: personVisitId }),
};
