import {
  instantInput,
  parseInput,
  requirePermission,
  ruleBroken,
  userError,
  type UserError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { nullish, object, string } from 'valibot';

import type { Context } from '../context.ts';
import { assignmentsFrom, endAt, insertAssignment } from '../db/assignments.ts';
import type { AssignmentRow } from '../db/rows.ts';
import { planAssignment } from '../domain/plan-assignment.ts';
import { priorityInput } from '../domain/priority.ts';
import { assignmentEnded, assignmentStarted, assignmentEvent } from '../events.ts';
import { carrierProblem } from './known-carrier.ts';
import { notFound, writableTracker } from './writable.ts';

export interface AssignTrackerInput {
  readonly trackerId: string;
  readonly personId?: string | null | undefined;
  readonly assetId?: string | null | undefined;
  /** Unix milliseconds; absent: now. */
  readonly from?: number | null | undefined;
  /** Unix milliseconds; absent: it lasts. */
  readonly to?: number | null | undefined;
  /** Which of several trackers of a person speaks where they are equally well heard: the highest; absent: 0. */
  readonly priority?: number | null | undefined;
}

export interface TrackerAssigned {
  readonly assignment: AssignmentRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  trackerId: string(),
  personId: nullish(string(), null),
  assetId: nullish(string(), null),
  from: nullish(instantInput, null),
  to: nullish(instantInput, null),
  priority: nullish(priorityInput, 0),
});

/** Gives a tracker to a person or an asset; the assignment that lasts ends where the new one begins. */
export async function assignTracker(ctx: Context, input: AssignTrackerInput): Promise<TrackerAssigned> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { trackerId, personId, assetId, to, priority } = parsed.value;
  const from = parsed.value.from ?? now;
  const problem = formProblem({ personId, assetId, from, to });
  if (problem) return refused(problem);
  return ctx.tenant.write(async (tx) => {
    if (!(await writableTracker(tx, ctx, trackerId))) return refused(notFound('trackerId', 'tracker', trackerId));
    const unknown = await carrierProblem(tx, ctx, { personId, assetId });
    if (unknown) return refused(unknown);
    const plan = planAssignment(await assignmentsFrom(tx, trackerId, from), { from, to });
    if (plan.kind === 'overlaps') return refused(overlapProblem(plan.with));
    if (plan.ends) tx.publish(assignmentEvent(assignmentEnded, await endAt(tx, plan.ends, from)));
    const carried = { trackerId, personId, assetId, from, to, priority };
    const assignment: AssignmentRow = { tenantId, assignmentId: uuidv7(now), ...carried };
    await insertAssignment(tx, assignment);
    tx.publish(assignmentEvent(assignmentStarted, assignment));
    return { assignment, userErrors: [] };
  });
}

function refused(...userErrors: UserError[]): TrackerAssigned {
  return { assignment: null, userErrors };
}

function formProblem({
  personId,
  assetId,
  from,
  to,
}: Pick<AssignmentRow, 'personId' | 'assetId' | 'from' | 'to'>): UserError | null {
  if (personId !== null && assetId !== null) {
    return userError('assetId', 'BOTH_GIVEN', 'a tracker is carried by a person or an asset, not by both');
  }
  if (personId === null && assetId === null) {
    return userError('personId', 'NONE_GIVEN', 'a tracker is carried by a person or an asset; neither is given');
  }
  if (to === null || to > from) return null;
  return ruleBroken('to', { rule: 'TO_AFTER_FROM' }, `must be later than ${instantText(from)}, got ${instantText(to)}`);
}

function overlapProblem({ from, to }: AssignmentRow): UserError {
  const until = to === null ? 'without end' : `to ${instantText(to)}`;
  const message = `the tracker is assigned from ${instantText(from)} ${until} already`;
  return withParams(userError('from', 'ASSIGNMENT_OVERLAPS', message), { from: instantText(from) });
}

function instantText(instant: number): string {
  return new Date(instant).toISOString();
}
