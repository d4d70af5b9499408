import type { UnitReach } from '@trekker/kit';
import { and, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import { assignments } from './tables.ts';

/** Rows whose unit a reach covers; what no unit owns is covered by a reach of everything only. */
export function within(unitId: PgColumn, reach: UnitReach): SQL | undefined {
  return reach === 'all' ? undefined : inArray(unitId, [...reach]);
}

/** Assignments that hold at an instant. */
export function holdsAt(instant: number): SQL | undefined {
  return and(lte(assignments.from, instant), or(isNull(assignments.to), gt(assignments.to, instant)));
}
