import type { HeadcountPersonResolvers } from '../__generated__/resolvers.ts';

export const HeadcountPerson: HeadcountPersonResolvers = {
  person: ({ personId }) => ({ id: personId }),
  stale: ({ state }) => state === 'STALE',
  zone: ({ zoneId }) => ({ id: zoneId }),
  visit: ({ source, sayId }) => (source === 'TRACKER' ? { id: sayId } : null),
  mark: ({ source, sayId }, _args, ctx) => (source === 'TRACKER' ? null : ctx.loaders.mark.load(sayId)),
};
