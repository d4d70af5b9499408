import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { importFile } from '../../actions/import-file.ts';

export const importGeofences: NonNullable<MutationResolvers['importGeofences']> = (_root, { input }, ctx) =>
  importFile(ctx, input);
