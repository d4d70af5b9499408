import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createUser as run } from '../../actions/create-user.ts';

export const createUser: NonNullable<MutationResolvers['createUser']> = (_root, { input }, ctx) => run(ctx, input);
