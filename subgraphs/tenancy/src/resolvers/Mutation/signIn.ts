import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { signIn as run } from '../../actions/sign-in.ts';

export const signIn: NonNullable<MutationResolvers['signIn']> = (_root, { input }, ctx) => run(ctx, input);
