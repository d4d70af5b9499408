import type { PersonResolvers } from '../__generated__/resolvers.ts';
import { loadTimesheet } from '../actions/load-timesheet.ts';

export const Person: PersonResolvers = {
  timesheet: ({ id }, args, ctx) => loadTimesheet(ctx, id, args),
};
