import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const timesheet: NonNullable<QueryResolvers['timesheet']> = () => null;
