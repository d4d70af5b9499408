import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listApiKeys } from '../../actions/list-api-keys.ts';

export const apiKeys: NonNullable<QueryResolvers['apiKeys']> = (_root, args, ctx) => listApiKeys(ctx, args);
