import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const headcountService: NonNullable<QueryResolvers['headcountService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
