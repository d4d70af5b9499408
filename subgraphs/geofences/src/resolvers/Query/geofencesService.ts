import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const geofencesService: NonNullable<QueryResolvers['geofencesService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
