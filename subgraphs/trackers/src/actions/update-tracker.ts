import { nameInput, parseInput, requirePermission, userError, type Tx, type UserError } from '@trekker/kit';
import { array, maxLength, nullable, nullish, object, optional, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { deleteIdentifiers, identifiersByTracker, insertIdentifiers } from '../db/identifiers.ts';
import type { TrackerRow } from '../db/rows.ts';
import { updateTrackerRow } from '../db/trackers.ts';
import { identifierInput } from '../domain/inputs.ts';
import { trackerChanged, trackersEvent } from '../events.ts';
import { identifierTaken } from './identifier-taken.ts';
import { newUnitProblem } from './known-unit.ts';
import { notFound, writableTracker } from './writable.ts';

export interface UpdateTrackerInput {
  readonly trackerId: string;
  readonly name?: string | null | undefined;
  readonly unitId?: string | null | undefined;
  readonly identifiers?: readonly string[] | null | undefined;
}

export interface TrackerUpdated {
  readonly tracker: TrackerRow | null;
  readonly userErrors: UserError[];
}

const MOST_IDENTIFIERS = 10;

const schema = object({
  trackerId: string(),
  name: nullish(nameInput),
  unitId: optional(nullable(string())),
  identifiers: nullish(
    pipe(array(identifierInput), maxLength(MOST_IDENTIFIERS, `a tracker has at most ${MOST_IDENTIFIERS} identifiers`)),
  ),
});

/** Changes a tracker's name, owner or identifiers. */
export async function updateTracker(ctx: Context, input: UpdateTrackerInput): Promise<TrackerUpdated> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { trackerId, name, unitId } = parsed.value;
  const wanted = parsed.value.identifiers ? [...new Set(parsed.value.identifiers)] : null;
  if (wanted?.length === 0) {
    return refused(userError('identifiers', 'NO_IDENTIFIER', 'a tracker reports under at least one identifier'));
  }
  const problem = await newUnitProblem(ctx, { unitId, permission: 'trackers:write' });
  if (problem) return refused(problem);
  return ctx.tenant.write(async (tx) => {
    const before = await writableTracker(tx, ctx, trackerId);
    if (!before) return refused(notFound('trackerId', 'tracker', trackerId));
    const names = await changeIdentifiers(tx, before, { wanted, now });
    if ('code' in names) return refused(names);
    const tracker = { ...before, name: name ?? before.name, unitId: unitId === undefined ? before.unitId : unitId };
    await updateTrackerRow(tx, tracker);
    const told = { trackerId, name: tracker.name, unitId: tracker.unitId, unitIdBefore: before.unitId, ...names };
    tx.publish(trackersEvent(trackerChanged, tenantId, told));
    return { tracker, userErrors: [] };
  });
}

function refused(...userErrors: UserError[]): TrackerUpdated {
  return { tracker: null, userErrors };
}

/** The tracker's identifiers from now on, or what is wrong with them; then everything is as it was. */
async function changeIdentifiers(
  tx: Tx,
  { tenantId, trackerId }: TrackerRow,
  { wanted, now }: { wanted: string[] | null; now: number },
): Promise<{ identifiers: string[]; released: string[] } | UserError> {
  const had = (await identifiersByTracker(tx, [trackerId])).map(({ identifier }) => identifier);
  if (!wanted) return { identifiers: had, released: [] };
  const added = wanted.filter((identifier) => !had.includes(identifier));
  const rows = added.map((identifier) => ({ tenantId, identifier, trackerId, createdAt: now }));
  const claimed = await insertIdentifiers(tx, rows);
  const taken = added.find((identifier) => !claimed.includes(identifier));
  if (taken !== undefined) {
    await deleteIdentifiers(tx, claimed);
    return identifierTaken('identifiers', taken);
  }
  const released = had.filter((identifier) => !wanted.includes(identifier));
  await deleteIdentifiers(tx, released);
  return { identifiers: wanted, released };
}
