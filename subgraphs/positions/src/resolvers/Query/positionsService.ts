import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const positionsService: NonNullable<QueryResolvers['positionsService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
