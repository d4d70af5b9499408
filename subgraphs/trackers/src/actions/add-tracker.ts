import {
  nameInput,
  isUuid,
  parseInput,
  requireUnitPermission,
  userError,
  uuidv7,
  type Tx,
  type UserError,
} from '@trekker/kit';
import { nullish, object, string, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { insertAssignment } from '../db/assignments.ts';
import { insertIdentifier } from '../db/identifiers.ts';
import { insertPerson, peopleById } from '../db/people.ts';
import type { TrackerRow } from '../db/rows.ts';
import { insertTracker } from '../db/trackers.ts';
import { identifierInput } from '../domain/inputs.ts';
import { assignmentEvent, assignmentStarted, personCreated, trackerAdded, trackersEvent } from '../events.ts';
import { unitProblem } from './known-unit.ts';
import { notFound } from './writable-tracker.ts';

export interface AddTrackerInput {
  readonly name: string;
  readonly identifier: string;
  readonly personId?: string | null | undefined;
  readonly newPersonName?: string | null | undefined;
  readonly unitId?: string | null | undefined;
}

export interface TrackerAdded {
  readonly tracker: TrackerRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  name: nameInput,
  identifier: identifierInput,
  personId: nullish(string(), null),
  newPersonName: nullish(nameInput, null),
  unitId: nullish(string(), null),
});

/** Adds a tracker, its identifier, the person who carries it if wanted, and their assignment from now on. */
export async function addTracker(ctx: Context, input: AddTrackerInput): Promise<TrackerAdded> {
  const now = ctx.clock.now();
  const unitId = input.unitId ?? null;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'trackers:write', { unitId, now });
  if (input.newPersonName != null) requireUnitPermission(ctx.viewer, 'people:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { tracker: null, userErrors: parsed.userErrors };
  const { name, personId, newPersonName } = parsed.value;
  if (personId !== null && newPersonName !== null) {
    const both = userError('newPersonName', 'BOTH_GIVEN', 'give an existing person or the name of a new one, not both');
    return { tracker: null, userErrors: [both] };
  }
  const problem = await unitProblem(ctx, { tenantId, unitId });
  if (problem) return { tracker: null, userErrors: [problem] };
  const tracker: TrackerRow = { tenantId, trackerId: uuidv7(now), name, unitId, createdAt: now };
  return ctx.tenant.write(async (tx) => {
    const userErrors = await problemsOf(tx, ctx, { tracker, input: parsed.value });
    if (userErrors.length) return { tracker: null, userErrors };
    await insertTracker(tx, tracker);
    const carrierId = newPersonName === null ? personId : await addPerson(tx, tracker, newPersonName);
    const { trackerId } = tracker;
    tx.publish(
      trackersEvent(trackerAdded, tenantId, { trackerId, name, unitId, identifiers: [parsed.value.identifier] }),
    );
    if (carrierId !== null) await assignFromNow(tx, tracker, carrierId);
    return { tracker, userErrors };
  });
}

/** Claims the identifier as the last of the checks, so that a refusal leaves nothing behind. */
async function problemsOf(
  tx: Tx,
  ctx: Context,
  { tracker, input }: { tracker: TrackerRow; input: InferOutput<typeof schema> },
): Promise<UserError[]> {
  const { identifier, personId } = input;
  if (personId !== null) {
    const [person] = isUuid(personId) ? await peopleById(tx, [personId], ctx.reach('people:read')) : [];
    if (!person) return [notFound('personId', 'person', personId)];
  }
  const { tenantId, trackerId, createdAt } = tracker;
  if (await insertIdentifier(tx, { tenantId, identifier, trackerId, createdAt })) return [];
  return [userError('identifier', 'IDENTIFIER_TAKEN', `another tracker reports as ${JSON.stringify(identifier)}`)];
}

async function addPerson(tx: Tx, { tenantId, unitId, createdAt }: TrackerRow, name: string): Promise<string> {
  const personId = uuidv7(createdAt);
  await insertPerson(tx, { tenantId, personId, name, unitId, createdAt });
  tx.publish(trackersEvent(personCreated, tenantId, { personId, unitId }));
  return personId;
}

async function assignFromNow(tx: Tx, { tenantId, trackerId, createdAt }: TrackerRow, personId: string): Promise<void> {
  const interval = { from: createdAt, to: null };
  const assignment = { tenantId, assignmentId: uuidv7(createdAt), trackerId, personId, assetId: null, ...interval };
  await insertAssignment(tx, assignment);
  tx.publish(assignmentEvent(assignmentStarted, assignment));
}
