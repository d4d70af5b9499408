import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { grantRole as run } from '../../actions/grant-role.ts';

export const grantRole: NonNullable<MutationResolvers['grantRole']> = (_root, { input }, ctx) => run(ctx, input);
