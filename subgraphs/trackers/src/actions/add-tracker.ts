import { nameInput, parseInput, requireUnitPermission, userError, uuidv7, type Tx, type UserError } from '@trekker/kit';
import { nullish, object, string, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { insertAssignment } from '../db/assignments.ts';
import { insertIdentifiers } from '../db/identifiers.ts';
import { insertPerson } from '../db/people.ts';
import type { TrackerRow } from '../db/rows.ts';
import { insertTracker } from '../db/trackers.ts';
import { identifierInput } from '../domain/inputs.ts';
import {
  assignmentEvent,
  assignmentStarted,
  personCreated,
  personEvent,
  trackerAdded,
  trackersEvent,
} from '../events.ts';
import { identifierTaken } from './identifier-taken.ts';
import { carrierProblem, type Carrier } from './known-carrier.ts';
import { unitProblem } from './known-unit.ts';

export interface AddTrackerInput {
  readonly name: string;
  readonly identifier: string;
  readonly personId?: string | null | undefined;
  readonly assetId?: string | null | undefined;
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
  assetId: nullish(string(), null),
  newPersonName: nullish(nameInput, null),
  unitId: nullish(string(), null),
});

/** Adds a tracker, its identifier, the person or asset that carries it if wanted, and their assignment from now on. */
export async function addTracker(ctx: Context, input: AddTrackerInput): Promise<TrackerAdded> {
  const now = ctx.clock.now();
  const unitId = input.unitId ?? null;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'trackers:write', { unitId, now });
  if (input.newPersonName != null) requireUnitPermission(ctx.viewer, 'people:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { tracker: null, userErrors: parsed.userErrors };
  const { name, personId, assetId, newPersonName } = parsed.value;
  const several = severalCarriers(parsed.value);
  if (several) return { tracker: null, userErrors: [several] };
  const problem = await unitProblem(ctx, unitId);
  if (problem) return { tracker: null, userErrors: [problem] };
  const tracker: TrackerRow = { tenantId, trackerId: uuidv7(now), name, unitId, createdAt: now };
  return ctx.tenant.write(async (tx) => {
    const userErrors = await problemsOf(tx, ctx, { tracker, input: parsed.value });
    if (userErrors.length) return { tracker: null, userErrors };
    await insertTracker(tx, tracker);
    const carrier = newPersonName === null ? { personId, assetId } : await addPerson(tx, tracker, newPersonName);
    const { trackerId } = tracker;
    tx.publish(
      trackersEvent(trackerAdded, tenantId, { trackerId, name, unitId, identifiers: [parsed.value.identifier] }),
    );
    if (carrier.personId !== null || carrier.assetId !== null) await assignFromNow(tx, tracker, carrier);
    return { tracker, userErrors };
  });
}

function severalCarriers(input: InferOutput<typeof schema>): UserError | null {
  const [, second] = (['personId', 'assetId', 'newPersonName'] as const).filter((field) => input[field] !== null);
  if (!second) return null;
  const message = 'one person or asset carries a tracker; give one of personId, assetId and newPersonName';
  return userError(second, 'BOTH_GIVEN', message);
}

/** Claims the identifier as the last of the checks, so that a refusal leaves nothing behind. */
async function problemsOf(
  tx: Tx,
  ctx: Context,
  { tracker, input }: { tracker: TrackerRow; input: InferOutput<typeof schema> },
): Promise<UserError[]> {
  const unknown = await carrierProblem(tx, ctx, input);
  if (unknown) return [unknown];
  const { identifier } = input;
  const { tenantId, trackerId, createdAt } = tracker;
  const [claimed] = await insertIdentifiers(tx, [{ tenantId, identifier, trackerId, createdAt }]);
  return claimed === undefined ? [identifierTaken('identifier', identifier)] : [];
}

async function addPerson(tx: Tx, { tenantId, unitId, createdAt }: TrackerRow, name: string): Promise<Carrier> {
  const personId = uuidv7(createdAt);
  const known = { name, unitId, kind: 'EMPLOYEE', trade: null, role: null } as const;
  const person = { tenantId, personId, ...known, createdAt, erasedAt: null };
  await insertPerson(tx, person);
  tx.publish(personEvent(personCreated, person));
  return { personId, assetId: null };
}

async function assignFromNow(tx: Tx, { tenantId, trackerId, createdAt }: TrackerRow, carrier: Carrier): Promise<void> {
  const interval = { from: createdAt, to: null };
  const assignment = { tenantId, assignmentId: uuidv7(createdAt), trackerId, ...carrier, ...interval, priority: 0 };
  await insertAssignment(tx, assignment);
  tx.publish(assignmentEvent(assignmentStarted, assignment));
}
