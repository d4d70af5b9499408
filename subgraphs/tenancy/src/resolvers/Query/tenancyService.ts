import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const tenancyService: NonNullable<QueryResolvers['tenancyService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
