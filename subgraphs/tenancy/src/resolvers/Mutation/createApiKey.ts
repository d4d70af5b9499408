import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createApiKey as run } from '../../actions/create-api-key.ts';

export const createApiKey: NonNullable<MutationResolvers['createApiKey']> = (_root, { input }, ctx) => run(ctx, input);
