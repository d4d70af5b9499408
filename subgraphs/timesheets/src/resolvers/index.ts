import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { AttendanceException } from './AttendanceException.ts';
import { AttendanceLine } from './AttendanceLine.ts';
import { dateScalar } from './Date.ts';
import { Person } from './Person.ts';
import { attendanceRules } from './Query/attendanceRules.ts';
import { timesheet } from './Query/timesheet.ts';
import { timesheetsService } from './Query/timesheetsService.ts';
import { Timesheet } from './Timesheet.ts';

/** Everything `schema/timesheets.graphql` promises. */
export const resolvers: Resolvers = {
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Query: { timesheet, attendanceRules, timesheetsService },
  Timesheet,
  AttendanceLine,
  AttendanceException,
  Person,
};
