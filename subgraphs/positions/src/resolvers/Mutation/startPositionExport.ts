import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { startPositionExport as run } from '../../actions/start-position-export.ts';

export const startPositionExport: NonNullable<MutationResolvers['startPositionExport']> = (_root, { input }, ctx) =>
  run(ctx, input);
