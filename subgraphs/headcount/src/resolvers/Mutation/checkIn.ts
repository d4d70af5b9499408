import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { checkIn as run } from '../../actions/check-in.ts';

export const checkIn: NonNullable<MutationResolvers['checkIn']> = (_root, { input }, ctx) => run(ctx, input);
