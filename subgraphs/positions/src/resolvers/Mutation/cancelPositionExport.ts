import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { cancelPositionExport as run } from '../../actions/cancel-position-export.ts';

export const cancelPositionExport: NonNullable<MutationResolvers['cancelPositionExport']> = (_root, { input }, ctx) =>
  run(ctx, input);
