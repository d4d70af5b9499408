import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateAsset as run } from '../../actions/update-asset.ts';

export const updateAsset: NonNullable<MutationResolvers['updateAsset']> = (_root, { input }, ctx) => run(ctx, input);
