import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listAssets } from '../../actions/list-assets.ts';

export const assets: NonNullable<QueryResolvers['assets']> = (_root, args, ctx) => listAssets(ctx, args);
