import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { removeOccupancyLimit as run } from '../../actions/remove-occupancy-limit.ts';

export const removeOccupancyLimit: NonNullable<MutationResolvers['removeOccupancyLimit']> = (_root, { input }, ctx) =>
  run(ctx, input);
