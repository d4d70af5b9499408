import { parseInput, requireUnitPermission, userError, type Parsed } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { updateGeofenceRow } from '../db/geofences.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import { ENDED } from '../domain/geofence/shape-input.ts';
import { pastProblem, reasonInput, validFromInput } from '../domain/geofence/valid-from.ts';
import { fenceControls, geofenceArchived, geofencesEvent } from '../events.ts';
import type { GeofenceWritten } from './create-geofence.ts';
import { toldOf } from './told-of.ts';
import { writableGeofence } from './writable-geofence.ts';

export interface ArchiveGeofenceInput {
  readonly geofenceId: string;
  /** Unix milliseconds, not later than now; absent: now. */
  readonly validFrom?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

const schema = object({ geofenceId: string(), validFrom: validFromInput, reason: reasonInput });

/** Ends a geofence: its last version has no shape and holds from now on, or from an instant before. Visits end with it. */
export async function archiveGeofence(ctx: Context, input: ArchiveGeofenceInput): Promise<GeofenceWritten> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  const parsed = parseArchive(input, now);
  if (!parsed.ok) return { geofence: null, userErrors: parsed.userErrors };
  const { geofenceId, reason } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const writable = await writableGeofence(tx, geofenceId);
    if ('code' in writable) return { geofence: null, userErrors: [writable] };
    const geofence = { ...writable.geofence, archivedAt: now };
    const { version } = writable;
    const edit = await nextEdit(tx, tenantId);
    const number = version.number + 1;
    const validFrom = parsed.value.validFrom ?? Math.max(now, version.validFrom);
    const { rules } = version;
    await insertVersions(tx, [{ tenantId, geofenceId, number, edit, validFrom, rules, reason, ...ENDED }]);
    await updateGeofenceRow(tx, geofence);
    tx.publish({ ...geofencesEvent(geofenceArchived, tenantId, toldOf(geofence, version, validFrom)), reason });
    for (const control of fenceControls(tenantId, { edit, versions: [{ geofenceId, number }] })) tx.publish(control);
    return { geofence, userErrors: [] };
  });
}

type Archive = Parsed<{ geofenceId: string; validFrom: number | null; reason: string | null }>;

function parseArchive(input: ArchiveGeofenceInput, now: number): Archive {
  const fields = parseInput(schema, input);
  if (!fields.ok) return fields;
  const { validFrom } = fields.value;
  const problem = pastProblem({ ...fields.value, now }) ?? futureProblem(validFrom, now);
  return problem ? { ok: false, userErrors: [problem] } : fields;
}

/** What is archived is out of sight, so it must not go on for a while. */
function futureProblem(validFrom: number | null, now: number) {
  if (validFrom === null || validFrom <= now) return null;
  const from = new Date(validFrom).toISOString();
  return userError('validFrom', 'IN_FUTURE', `validFrom must not lie in the future, got ${from}`);
}
