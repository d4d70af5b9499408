import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setAssetImage as run } from '../../actions/set-asset-image.ts';

export const setAssetImage: NonNullable<MutationResolvers['setAssetImage']> = (_root, { input }, ctx) =>
  run(ctx, input);
