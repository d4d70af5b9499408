import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setOwnEmail as run } from '../../actions/set-own-email.ts';

export const setOwnEmail: NonNullable<MutationResolvers['setOwnEmail']> = (_root, { input }, ctx) => run(ctx, input);
