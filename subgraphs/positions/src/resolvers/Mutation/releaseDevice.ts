import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { releaseDevice as run } from '../../actions/release-device.ts';

export const releaseDevice: NonNullable<MutationResolvers['releaseDevice']> = (_root, { input }, ctx) =>
  run(ctx, input);
