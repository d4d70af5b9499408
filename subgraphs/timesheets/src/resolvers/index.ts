import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { dateScalar } from './Date.ts';
import { attendanceRules } from './Query/attendanceRules.ts';
import { timesheet } from './Query/timesheet.ts';

/** Everything `schema/timesheets.graphql` promises. */
export const resolvers: Resolvers = {
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Query: { timesheet, attendanceRules },
};
