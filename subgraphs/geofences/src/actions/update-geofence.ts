import { isDeepStrictEqual } from 'node:util';

import { nameInput, parseInput, requireUnitPermission, type Parsed, type Tx } from '@trekker/kit';
import { nullish, object, string } from 'valibot';

import type { Context } from '../context.ts';
import { updateGeofenceRow } from '../db/geofences.ts';
import type { GeofenceRow, GeofenceVersionRow, NewVersionRow } from '../db/rows.ts';
import { zoneOfPlace } from '../db/places.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import { changedRules, rulesIn, type RulesChange } from '../domain/geofence/rules-change.ts';
import { contradictions, rulesInput } from '../domain/geofence/rules-input.ts';
import { NO_SHAPE, type KeptShape, type ShapeInput } from '../domain/geofence/shape-input.ts';
import { fenceControls, geofenceChanged, geofencesEvent } from '../events.ts';
import type { GeofenceWritten } from './create-geofence.ts';
import { toldOf } from './told-of.ts';
import { writableGeofence } from './writable-geofence.ts';

export interface UpdateGeofenceInput extends ShapeInput {
  readonly geofenceId: string;
  readonly name?: string | null | undefined;
  readonly rules?: RulesChange | null | undefined;
}

/** What a caller wants changed; null stays as it is. */
interface Update {
  readonly geofenceId: string;
  readonly name: string | null;
  readonly shape: KeptShape | null;
  readonly rules: RulesChange | null;
}

/** The version that was the newest, what takes its shape's place, if anything, and the time of the edit. */
interface Wanted {
  readonly before: GeofenceVersionRow;
  readonly shape: KeptShape | null;
  readonly now: number;
}

const schema = object({ geofenceId: string(), name: nullish(nameInput, null), rules: rulesInput });

/**
 * Changes a geofence. Another shape or other rules are a new version, which holds from now on by the devices' clocks;
 * what is as it was makes none.
 */
export async function updateGeofence(ctx: Context, input: UpdateGeofenceInput): Promise<GeofenceWritten> {
  const now = ctx.clock.now();
  requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  const [shape = NO_SHAPE] = await ctx.geometry.judge([input]);
  const parsed = parseUpdate(input, shape);
  if (!parsed.ok) return { geofence: null, userErrors: parsed.userErrors };
  const update = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const writable = await writableGeofence(tx, update.geofenceId);
    if ('code' in writable) return { geofence: null, userErrors: [writable] };
    const rules = changedRules(writable.version.rules, update.rules);
    const userErrors = contradictions(rules);
    if (userErrors.length) return { geofence: null, userErrors };
    const geofence = { ...writable.geofence, name: update.name ?? writable.geofence.name };
    const version = await newVersion(tx, {
      shape: update.shape,
      rules: rulesIn(await zoneOfPlace(tx, geofence.placeId), rules),
      now,
      before: writable.version,
    });
    await updateGeofenceRow(tx, geofence);
    tx.publish(geofencesEvent(geofenceChanged, geofence.tenantId, toldOf(geofence, version ?? writable.version, null)));
    if (version) tellPartitions(tx, geofence, version);
    return { geofence, userErrors: [] };
  });
}

function parseUpdate(input: UpdateGeofenceInput, shape: Parsed<KeptShape | null>): Parsed<Update> {
  const fields = parseInput(schema, input);
  const userErrors = [...(fields.ok ? [] : fields.userErrors), ...(shape.ok ? [] : shape.userErrors)];
  if (!fields.ok || !shape.ok) return { ok: false, userErrors };
  return { ok: true, value: { ...fields.value, rules: fields.value.rules ?? null, shape: shape.value } };
}

async function newVersion(
  tx: Tx,
  { before, shape, rules, now }: Pick<NewVersionRow, 'rules'> & Wanted,
): Promise<NewVersionRow | null> {
  const { validTo: _validTo, ...last } = before;
  const changed = { ...last, ...shape, rules };
  if (isDeepStrictEqual(changed, last)) return null;
  const version: NewVersionRow = {
    ...changed,
    number: last.number + 1,
    edit: await nextEdit(tx, last.tenantId),
    // A version that holds only later is overtaken where it would have begun.
    validFrom: Math.max(now, last.validFrom),
  };
  await insertVersions(tx, [version]);
  return version;
}

function tellPartitions(tx: Tx, { tenantId, geofenceId }: GeofenceRow, { edit, number }: NewVersionRow): void {
  for (const control of fenceControls(tenantId, { edit, versions: [{ geofenceId, number }] })) tx.publish(control);
}
