import {
  parseInput,
  redactEntries,
  requirePermission,
  requireUnitPermission,
  type Tx,
  userError,
  type UserError,
  withParams,
} from '@trekker/kit';
import { maxLength, minLength, object, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import {
  endAssignmentsOf,
  ERASED_PERSON,
  ERASED_TRACKER,
  erasePersonRow,
  eraseTrackerRows,
  trackersOfNobodyElse,
} from '../db/erase.ts';
import { holdOnPerson } from '../db/legal-holds.ts';
import type { LegalHoldRow, PersonRow } from '../db/rows.ts';
import {
  assignmentEnded,
  assignmentEvent,
  personErased,
  trackerChanged,
  trackersEvent,
  TRACKERS_TOPIC,
} from '../events.ts';
import { notFound, writablePerson } from './writable.ts';

export interface PersonErased {
  readonly person: PersonRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  personId: string(),
  reason: pipe(string(), minLength(1, 'a reason must be given'), maxLength(200, 'a reason has at most 200 characters')),
});

/**
 * Forgets who a person was, everywhere and for ever: name, trade, role, picture, and what trackers were called that nobody
 * else had. What follows from where they were stays, of somebody without a name; decision 019 says why.
 */
export async function erasePerson(ctx: Context, input: unknown): Promise<PersonErased> {
  const now = ctx.clock.now();
  requirePermission(ctx.viewer, 'settings:write', now);
  requirePermission(ctx.viewer, 'people:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { person: null, userErrors: parsed.userErrors };
  const { personId, reason } = parsed.value;
  return ctx.tenant.write(async (tx): Promise<PersonErased> => {
    const person = await writablePerson(tx, ctx, personId);
    if (!person) return { person: null, userErrors: [notFound('personId', 'person', personId)] };
    requireUnitPermission(ctx.viewer, 'settings:write', { unitId: person.unitId, now });
    const hold = await holdOnPerson(tx, personId);
    if (hold) return { person: null, userErrors: [held(hold)] };
    if (person.erasedAt !== null) return { person, userErrors: [] };
    await erase(tx, person, { at: now, reason });
    return { person: { ...person, name: ERASED_PERSON, trade: null, role: null, erasedAt: now }, userErrors: [] };
  });
}

async function erase(
  tx: Tx,
  { tenantId, personId, unitId, kind }: PersonRow,
  { at, reason }: { at: number; reason: string },
): Promise<void> {
  const trackers = await trackersOfNobodyElse(tx, personId);
  const trackerIds = trackers.map(({ trackerId }) => trackerId);
  for (const ended of await endAssignmentsOf(tx, personId, at)) tx.publish(assignmentEvent(assignmentEnded, ended));
  await erasePersonRow(tx, personId, at);
  await eraseTrackerRows(tx, trackerIds);
  const forgotten = { name: ERASED_TRACKER, identifiers: [], released: [] };
  await redactEntries(tx, {
    topic: TRACKERS_TOPIC,
    idField: 'personId',
    ids: [personId],
    replacement: { trade: null, role: null },
  });
  await redactEntries(tx, { topic: TRACKERS_TOPIC, idField: 'trackerId', ids: trackerIds, replacement: forgotten });
  for (const { trackerId, unitId: owner } of trackers)
    tx.publish(trackersEvent(trackerChanged, tenantId, { trackerId, unitId: owner, ...forgotten }));
  tx.publish({ ...trackersEvent(personErased, tenantId, { personId, unitId, kind, trackerIds }), reason });
}

function held({ placedAt, reason }: LegalHoldRow): UserError {
  const since = new Date(placedAt).toISOString();
  return withParams(userError('personId', 'LEGAL_HOLD', `must be kept since ${since}: ${reason}`), { since, reason });
}
