import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { exportFile } from '../../actions/export-file.ts';

export const exportGeofences: NonNullable<QueryResolvers['exportGeofences']> = (_root, args, ctx) =>
  exportFile(ctx, args);
