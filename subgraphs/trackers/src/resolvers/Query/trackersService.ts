import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const trackersService: NonNullable<QueryResolvers['trackersService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
