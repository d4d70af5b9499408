import type { Tx, UnitReach } from '@trekker/kit';
import { and, desc, eq, getTableColumns, gt, inArray, isNull, or } from 'drizzle-orm';

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
