import { createHash } from 'node:crypto';

import {
  checkRule,
  idempotencyKeyInput,
  instantInput,
  isUuid,
  keyUsed,
  parseInput,
  requirePermission,
  scheduleJob,
  type Tx,
  unitReach,
  userError,
  type UserError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { array, check, maxLength, minLength, nullish, object, picklist, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { actorName } from '../domain/actor-name.ts';
import { countOpenExports, exportByKey, exportsById, insertExport, trackersOfExport } from '../db/exports.ts';
import { lockLimit } from '../db/limit-lock.ts';
import type { PositionExportRow } from '../db/rows.ts';
import { devicesEvent, exportStarted } from '../events.ts';
import { EXPORT_JOB, MOST_EXPORT_RUNS } from '../workers/exports/exports.ts';

export interface ExportStarted {
  readonly export: PositionExportRow | null;
  readonly userErrors: UserError[];
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
/** Exports of a tenant that wait or are being made. */
const MOST_OPEN = 5;

const ids = nullish(
  pipe(
    array(pipe(string(), check(isUuid, 'must be an id'))),
    minLength(1, 'must name at least one'),
    maxLength(500, 'must name at most 500'),
  ),
  null,
);

const schema = pipe(
  object({
    format: picklist(['GPX', 'KML', 'TCX', 'GEOJSON', 'CSV', 'NDJSON', 'PARQUET']),
    from: instantInput,
    to: instantInput,
    trackerIds: ids,
    unitIds: ids,
    idempotencyKey: idempotencyKeyInput,
  }),
  checkRule({ rule: 'TO_AFTER_FROM' }, ({ from, to }) => to > from, 'to must lie after from'),
  checkRule(
    { rule: 'DAYS_APART', limit: MOST_DAYS },
    ({ from, to }) => to - from <= MOST_DAYS * DAY_MS,
    `from and to must be at most ${MOST_DAYS} days apart`,
  ),
);

/**
 * Starts to export positions of trackers within the viewer's reach. Called again with the same key it gives the export that
 * was started then.
 */
export async function startPositionExport(ctx: Context, input: unknown): Promise<ExportStarted> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { export: null, userErrors: parsed.userErrors };
  const { idempotencyKey, ...asked } = parsed.value;
  const { tenantId } = viewer;
  const reach = unitReach(viewer, 'positions:read', now);
  const actor = actorName(viewer);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([asked, reach]))
    .digest('base64url');
  return ctx.tenant.write(async (tx): Promise<ExportStarted> => {
    await lockLimit(tx, tenantId, 'open exports');
    const call = { actor, idempotencyKey, fingerprint };
    const before = await startedBefore(tx, call);
    if (before) return before;
    const named = asked.trackerIds ? 'trackerIds' : asked.unitIds ? 'unitIds' : null;
    if (named && !(await trackersOfExport(tx, { ...asked, reach })).length) return refused(nothingFits(named));
    if ((await countOpenExports(tx)) >= MOST_OPEN) return refused(tooMany());
    const exportId = uuidv7(now);
    const wanted = { ...asked, tenantId, exportId, actor, idempotencyKey, fingerprint, reach, createdAt: now };
    await insertExport(tx, wanted);
    const job = { kind: EXPORT_JOB, key: exportId, payload: { exportId }, runAt: now, maxAttempts: MOST_EXPORT_RUNS };
    await scheduleJob(tx, { schema: 'positions', tenantId }, job);
    const { format, from, to } = asked;
    tx.publish(devicesEvent(exportStarted, tenantId, { exportId, format, from, to }));
    const [row] = await exportsById(tx, [exportId], actor);
    return given(row ?? null);
  });
}

/** What a call with the same key came to; null where there was none. */
async function startedBefore(
  tx: Tx,
  { actor, idempotencyKey, fingerprint }: { actor: string; idempotencyKey: string; fingerprint: string },
): Promise<ExportStarted | null> {
  const before = await exportByKey(tx, { actor, idempotencyKey });
  if (!before) return null;
  return before.fingerprint === fingerprint ? given(before) : refused(keyUsed(idempotencyKey));
}

function given(row: PositionExportRow | null): ExportStarted {
  return { export: row, userErrors: [] };
}

function refused(problem: UserError): ExportStarted {
  return { export: null, userErrors: [problem] };
}

function nothingFits(field: 'trackerIds' | 'unitIds'): UserError {
  return userError(field, 'NOTHING_FITS', 'must name a tracker that the viewer may see, or a unit that owns one');
}

function tooMany(): UserError {
  const message = `${MOST_OPEN} exports of the tenant are being made; wait for one, or cancel one`;
  return withParams(userError('', 'TOO_MANY', message), { maximum: MOST_OPEN });
}
