import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createAsset as run } from '../../actions/create-asset.ts';

export const createAsset: NonNullable<MutationResolvers['createAsset']> = (_root, { input }, ctx) => run(ctx, input);
