import { isDeepStrictEqual } from 'node:util';

import { nameInput, parseInput, requireUnitPermission, type Parsed, type Tx } from '@trekker/kit';
import { nullable, nullish, object, optional, string } from 'valibot';

import type { Context } from '../context.ts';
import { updateGeofenceRow } from '../db/geofences.ts';
import { zoneOfPlace } from '../db/places.ts';
import type { GeofenceRow, GeofenceVersionRow, NewVersionRow } from '../db/rows.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import { changedRules, rulesIn, type RulesChange } from '../domain/geofence/rules-change.ts';
import { contradictions, rulesInput } from '../domain/geofence/rules-input.ts';
import type { PresenceRules } from '../domain/geofence/rules.ts';
import { NO_SHAPE, type KeptShape, type ShapeInput } from '../domain/geofence/shape-input.ts';
import { pastProblem, reasonInput, validFromInput } from '../domain/geofence/valid-from.ts';
import { fenceControls, geofenceChanged, geofencesEvent } from '../events.ts';
import { placeProblem } from './add-geofences.ts';
import type { GeofenceWritten } from './create-geofence.ts';
import { toldOf } from './told-of.ts';
import { writableGeofence } from './writable-geofence.ts';

export interface UpdateGeofenceInput extends ShapeInput {
  readonly geofenceId: string;
  readonly name?: string | null | undefined;
  /** Null: it belongs to none; undefined: as it is. */
  readonly placeId?: string | null | undefined;
  readonly rules?: RulesChange | null | undefined;
  /** Unix milliseconds; absent: now. */
  readonly validFrom?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What a caller wants changed; null stays as it is, but for the place. */
interface Update {
  readonly geofenceId: string;
  readonly name: string | null;
  readonly placeId?: string | null | undefined;
  readonly shape: KeptShape | null;
  readonly rules: RulesChange | null;
  readonly validFrom: number | null;
  readonly reason: string | null;
}

const schema = object({
  geofenceId: string(),
  name: nullish(nameInput, null),
  placeId: optional(nullable(string())),
  rules: rulesInput,
  validFrom: validFromInput,
  reason: reasonInput,
});

/**
 * Changes a geofence. Another shape or other rules are a new version, which holds from now on by the devices' clocks, or
 * from the instant that is asked for; what is as it was makes none.
 */
export async function updateGeofence(ctx: Context, input: UpdateGeofenceInput): Promise<GeofenceWritten> {
  const now = ctx.clock.now();
  requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  const [shape = NO_SHAPE] = await ctx.geometry.judge([input]);
  const parsed = parseUpdate(input, { shape, now });
  if (!parsed.ok) return { geofence: null, userErrors: parsed.userErrors };
  const { name, placeId, reason, ...update } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const writable = await writableGeofence(tx, update.geofenceId);
    if ('code' in writable) return { geofence: null, userErrors: [writable] };
    const { geofence: before, version: last } = writable;
    const rules = changedRules(last.rules, update.rules);
    const problem = await placeProblem(tx, placeId ?? null);
    const userErrors = [...(problem ? [problem] : []), ...contradictions(rules)];
    if (userErrors.length) return { geofence: null, userErrors };
    const geofence = {
      ...before,
      name: name ?? before.name,
      placeId: placeId === undefined ? before.placeId : placeId,
    };
    const settled = rulesIn(await zoneOfPlace(tx, geofence.placeId), rules);
    const version = await newVersion(tx, last, { ...update, reason, rules: settled, now });
    await updateGeofenceRow(tx, geofence);
    const told = toldOf(geofence, version ?? last, null);
    tx.publish({ ...geofencesEvent(geofenceChanged, geofence.tenantId, told), reason });
    if (version) tellPartitions(tx, geofence, version);
    return { geofence, userErrors: [] };
  });
}

function parseUpdate(
  input: UpdateGeofenceInput,
  { shape, now }: { shape: Parsed<KeptShape | null>; now: number },
): Parsed<Update> {
  const fields = parseInput(schema, input);
  const past = fields.ok ? pastProblem({ ...fields.value, now }) : null;
  const userErrors = [
    ...(fields.ok ? [] : fields.userErrors),
    ...(past ? [past] : []),
    ...(shape.ok ? [] : shape.userErrors),
  ];
  if (userErrors.length || !fields.ok || !shape.ok) return { ok: false, userErrors };
  return { ok: true, value: { ...fields.value, rules: fields.value.rules ?? null, shape: shape.value } };
}

/** What a new version is to be like where it differs from the newest. */
interface Wanted extends Pick<Update, 'shape' | 'validFrom' | 'reason'> {
  readonly rules: PresenceRules;
  readonly now: number;
}

async function newVersion(
  tx: Tx,
  { validTo: _validTo, ...last }: GeofenceVersionRow,
  { shape, rules, validFrom, reason, now }: Wanted,
): Promise<NewVersionRow | null> {
  const changed = { ...last, ...shape, rules };
  // A version that holds only later is overtaken where it would have begun, unless another instant is asked for.
  const from = validFrom ?? Math.max(now, last.validFrom);
  if (isDeepStrictEqual(changed, last) && last.validFrom <= from) return null;
  const edit = await nextEdit(tx, last.tenantId);
  const version: NewVersionRow = { ...changed, number: last.number + 1, edit, validFrom: from, reason };
  await insertVersions(tx, [version]);
  return version;
}

function tellPartitions(tx: Tx, { tenantId, geofenceId }: GeofenceRow, { edit, number }: NewVersionRow): void {
  for (const control of fenceControls(tenantId, { edit, versions: [{ geofenceId, number }] })) tx.publish(control);
}
