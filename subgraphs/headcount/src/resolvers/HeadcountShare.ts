import type { HeadcountShareResolvers } from '../__generated__/resolvers.ts';

export const HeadcountShare: HeadcountShareResolvers = {
  unit: ({ unitId }) => (unitId === null ? null : { id: unitId }),
};
