import type { OccupancyLimitResolvers } from '../__generated__/resolvers.ts';

export const OccupancyLimit: OccupancyLimitResolvers = {
  id: ({ limitId }) => limitId,
  zone: ({ target }) => (target.kind === 'zone' ? { id: target.id } : null),
  place: ({ target }) => (target.kind === 'place' ? { id: target.id } : null),
  kinds: ({ kinds }) => (kinds === null ? null : [...kinds]),
  company: ({ companyId }) => (companyId === null ? null : { id: companyId }),
};
