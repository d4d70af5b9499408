import {
  instantInput,
  parseInput,
  requirePermission,
  ruleBroken,
  userError,
  type UserError,
  withParams,
} from '@trekker/kit';
import { nullish, object, string } from 'valibot';

import type { Context } from '../context.ts';
import { endAt } from '../db/assignments.ts';
import type { AssignmentRow } from '../db/rows.ts';
import { assignmentChanged, assignmentEnded, assignmentEvent } from '../events.ts';
import { notFound, writableAssignment } from './writable.ts';

export interface EndAssignmentInput {
  readonly assignmentId: string;
  /** Unix milliseconds; absent: now. */
  readonly at?: number | null | undefined;
}

export interface AssignmentEnded {
  readonly assignment: AssignmentRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ assignmentId: string(), at: nullish(instantInput, null) });

/** Ends an assignment, or brings its end forward. Ended where it begins, it never held. */
export async function endAssignment(ctx: Context, input: EndAssignmentInput): Promise<AssignmentEnded> {
  const now = ctx.clock.now();
  requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { assignment: null, userErrors: parsed.userErrors };
  const { assignmentId } = parsed.value;
  const at = parsed.value.at ?? now;
  return ctx.tenant.write(async (tx) => {
    const assignment = await writableAssignment(tx, ctx, assignmentId);
    if (!assignment) return { assignment: null, userErrors: [notFound('assignmentId', 'assignment', assignmentId)] };
    const problem = endProblem(assignment, at);
    if (problem) return { assignment: null, userErrors: [problem] };
    const ended = await endAt(tx, assignment, at);
    tx.publish(assignmentEvent(assignment.to === null ? assignmentEnded : assignmentChanged, ended));
    return { assignment: ended, userErrors: [] };
  });
}

function endProblem({ from, to }: AssignmentRow, at: number): UserError | null {
  const given = new Date(at).toISOString();
  if (at < from) {
    const limit = new Date(from).toISOString();
    return ruleBroken('at', { rule: 'NOT_BEFORE', limit }, `must not lie before the beginning ${limit}, got ${given}`);
  }
  if (to === null || at <= to) return null;
  const ended = new Date(to).toISOString();
  return withParams(userError('at', 'ALREADY_ENDED', `it ended at ${ended} already, before ${given}`), { at: ended });
}
