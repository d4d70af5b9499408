import type { HeadcountLimitResolvers } from '../__generated__/resolvers.ts';

export const HeadcountLimit: HeadcountLimitResolvers = {
  minimum: ({ limit }) => limit.minimum,
  maximum: ({ limit }) => limit.maximum,
};
