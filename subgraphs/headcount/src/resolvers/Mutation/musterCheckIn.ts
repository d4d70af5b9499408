import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { checkIn } from '../../actions/muster/check-in.ts';

export const musterCheckIn: NonNullable<MutationResolvers['musterCheckIn']> = (_root, { input }, ctx) =>
  checkIn(ctx, input);
