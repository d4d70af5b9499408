import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { revokeGrant as run } from '../../actions/revoke-grant.ts';

export const revokeGrant: NonNullable<MutationResolvers['revokeGrant']> = (_root, { input }, ctx) => run(ctx, input);
