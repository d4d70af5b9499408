import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { revokeApiKey as run } from '../../actions/revoke-api-key.ts';

export const revokeApiKey: NonNullable<MutationResolvers['revokeApiKey']> = (_root, { input }, ctx) => run(ctx, input);
