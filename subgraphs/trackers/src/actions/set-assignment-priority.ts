import { parseInput, requirePermission, type UserError } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { prioritise } from '../db/assignments.ts';
import type { AssignmentRow } from '../db/rows.ts';
import { priorityInput } from '../domain/priority.ts';
import { assignmentChanged, assignmentEvent } from '../events.ts';
import { notFound, writableAssignment } from './writable.ts';

export interface SetAssignmentPriorityInput {
  readonly assignmentId: string;
  /** Which of several trackers of a person speaks where they are equally well heard: the highest. */
  readonly priority: number;
}

export interface AssignmentPrioritised {
  readonly assignment: AssignmentRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ assignmentId: string(), priority: priorityInput });

/** Gives an assignment another priority, for the whole of its time. What it has already is told nobody. */
export async function setAssignmentPriority(
  ctx: Context,
  input: SetAssignmentPriorityInput,
): Promise<AssignmentPrioritised> {
  requirePermission(ctx.viewer, 'trackers:write', ctx.clock.now());
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { assignment: null, userErrors: parsed.userErrors };
  const { assignmentId, priority } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const before = await writableAssignment(tx, ctx, assignmentId);
    if (!before) return { assignment: null, userErrors: [notFound('assignmentId', 'assignment', assignmentId)] };
    if (before.priority === priority) return { assignment: before, userErrors: [] };
    const assignment = await prioritise(tx, before, priority);
    tx.publish(assignmentEvent(assignmentChanged, assignment));
    return { assignment, userErrors: [] };
  });
}
