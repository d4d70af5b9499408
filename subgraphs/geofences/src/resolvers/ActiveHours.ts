import type { ActiveHoursResolvers } from '../__generated__/resolvers.ts';

export const ActiveHours: ActiveHoursResolvers = {
  followsPlace: ({ followsPlace }) => followsPlace === true,
};
