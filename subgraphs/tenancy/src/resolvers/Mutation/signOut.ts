import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { signOut as run } from '../../actions/sign-out.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = async (_root, _args, ctx) => ({
  signedOut: await run(ctx),
});
