import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { loadTimesheet } from '../../actions/load-timesheet.ts';

export const timesheet: NonNullable<QueryResolvers['timesheet']> = (_root, { personId, ...args }, ctx) =>
  loadTimesheet(ctx, personId, args);
