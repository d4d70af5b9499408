import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setUserEmail as run } from '../../actions/set-user-email.ts';

export const setUserEmail: NonNullable<MutationResolvers['setUserEmail']> = (_root, { input }, ctx) => run(ctx, input);
