import type { Page, Tx, UnitReach } from '@trekker/kit';
import { and, desc, eq, getTableColumns, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm';

import { holdsAt, within } from './conditions.ts';
import type { AssignmentRow } from './rows.ts';
import { assignments, trackers } from './tables.ts';

/** Those of these assignments whose tracker a reach covers. */
export function assignmentsById(tx: Tx, ids: string[], reach: UnitReach): Promise<AssignmentRow[]> {
  return tx.db
    .select(getTableColumns(assignments))
    .from(assignments)
    .innerJoin(trackers, eq(trackers.trackerId, assignments.trackerId))
    .where(and(inArray(assignments.assignmentId, ids), within(trackers.unitId, reach)));
}

/** Assignments of these trackers, latest first. */
export function assignmentsByTracker(tx: Tx, trackerIds: string[]): Promise<AssignmentRow[]> {
  return tx.db
    .select()
    .from(assignments)
    .where(inArray(assignments.trackerId, trackerIds))
    .orderBy(desc(assignments.from), desc(assignments.assignmentId));
}

/** Who or what trackers were on, and when: Unix milliseconds, null where there is no bound. */
export interface CarriedSpan {
  readonly carrier: 'personId' | 'assetId';
  readonly carrierId: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** One more than a page of the trackers that somebody or something carried, whose units a reach covers; latest first. */
export function pageOfCarried(
  tx: Tx,
  { carrier, carrierId, from, to }: CarriedSpan,
  { page, reach }: { page: Page; reach: UnitReach },
): Promise<AssignmentRow[]> {
  const [at, id] = page.after ?? [];
  return tx.db
    .select(getTableColumns(assignments))
    .from(assignments)
    .innerJoin(trackers, eq(trackers.trackerId, assignments.trackerId))
    .where(
      and(
        eq(assignments[carrier], carrierId),
        within(trackers.unitId, reach),
        // One that ended as it began never held.
        or(isNull(assignments.to), ne(assignments.to, assignments.from)),
        from === null ? undefined : or(isNull(assignments.to), gt(assignments.to, from)),
        to === null ? undefined : lt(assignments.from, to),
        at === undefined || id === undefined
          ? undefined
          : or(
              lt(assignments.from, Number(at)),
              and(eq(assignments.from, Number(at)), lt(assignments.assignmentId, id)),
            ),
      ),
    )
    .orderBy(desc(assignments.from), desc(assignments.assignmentId))
    .limit(page.first + 1);
}

/** The assignments of these trackers that hold at an instant, at most one each. */
export function assignmentsHolding(tx: Tx, trackerIds: string[], at: number): Promise<AssignmentRow[]> {
  return tx.db
    .select()
    .from(assignments)
    .where(and(inArray(assignments.trackerId, trackerIds), holdsAt(at)));
}

/** Assignments of a tracker that hold at an instant or later. */
export function assignmentsFrom(tx: Tx, trackerId: string, from: number): Promise<AssignmentRow[]> {
  return tx.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.trackerId, trackerId), or(isNull(assignments.to), gt(assignments.to, from))));
}

export async function insertAssignment(tx: Tx, row: AssignmentRow): Promise<void> {
  await tx.db.insert(assignments).values(row);
}

/** The assignment with another priority. */
export async function prioritise(tx: Tx, assignment: AssignmentRow, priority: number): Promise<AssignmentRow> {
  await tx.db.update(assignments).set({ priority }).where(eq(assignments.assignmentId, assignment.assignmentId));
  return { ...assignment, priority };
}

/** The assignment with its new end. */
export async function endAt(tx: Tx, assignment: AssignmentRow, to: number): Promise<AssignmentRow> {
  await tx.db.update(assignments).set({ to }).where(eq(assignments.assignmentId, assignment.assignmentId));
  return { ...assignment, to };
}
