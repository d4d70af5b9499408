import { EARLIEST_INSTANT } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { TimesheetRow } from '../db/rows.ts';
import { mondayOf } from '../domain/calendar.ts';

export interface LoadTimesheetArguments {
  readonly weekOf: string;
  readonly knownAt?: number | null | undefined;
}

/** The sheet of a person for the week a day belongs to, or null when the viewer may not see the person. */
export function loadTimesheet(
  { loaders, clock }: Context,
  personId: string,
  { weekOf, knownAt }: LoadTimesheetArguments,
): Promise<TimesheetRow | null> {
  // What will be known later is not known yet.
  const isPast = knownAt != null && knownAt < clock.now();
  return loaders.timesheet.load({
    personId,
    monday: mondayOf(weekOf),
    knownAt: isPast ? Math.max(EARLIEST_INSTANT, knownAt) : null,
  });
}
