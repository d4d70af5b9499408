import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const timesheetsService: NonNullable<QueryResolvers['timesheetsService']> = (_root, _args, { viewer, report }) =>
  report(viewer);
