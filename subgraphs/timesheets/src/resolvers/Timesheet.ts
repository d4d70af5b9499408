import type { TimesheetResolvers } from '../__generated__/resolvers.ts';

export const Timesheet: TimesheetResolvers = {
  person: ({ personId }) => ({ id: personId }),
  weekOf: ({ monday }) => monday,
};
