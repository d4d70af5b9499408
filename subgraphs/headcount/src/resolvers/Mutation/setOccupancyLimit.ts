import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setOccupancyLimit as run } from '../../actions/set-occupancy-limit.ts';

export const setOccupancyLimit: NonNullable<MutationResolvers['setOccupancyLimit']> = (_root, { input }, ctx) =>
  run(ctx, input);
