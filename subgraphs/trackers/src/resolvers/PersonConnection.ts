import type { PersonConnectionResolvers } from '../__generated__/resolvers.ts';

export const PersonConnection: PersonConnectionResolvers = { totalCount: (row) => row.count() };
