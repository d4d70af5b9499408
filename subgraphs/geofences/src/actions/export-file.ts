import type { FenceFormat } from '@trekker/geo';
import { InvalidInputError, isUuid, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfGeofences } from '../db/geofences.ts';
import type { GeofenceRow } from '../db/rows.ts';
import { currentShapes, sizeOfCurrentShapes } from '../db/versions.ts';
import { MOST_FENCES, MOST_FILE_BYTES } from '../domain/geofence/file-limits.ts';
import type { KeptFence } from '../domain/geofence/geometry-tasks.ts';

export interface ExportFileArguments {
  readonly format: FenceFormat;
  readonly placeId?: string | null | undefined;
}

/** A file of geofences, and how many are in it. */
export interface FileExported {
  readonly text: string;
  readonly geofences: number;
}

/**
 * A file of the geofences that are not archived, as they are now: of the tenant, or of a place and all below it. Fails with
 * INVALID_INPUT where they are too many or too large for one file.
 */
export async function exportFile(ctx: Context, { format, placeId = null }: ExportFileArguments): Promise<FileExported> {
  const isNowhere = placeId !== null && !isUuid(placeId);
  const now = ctx.clock.now();
  const fences = isNowhere ? [] : await ctx.tenant.read((tx) => fencesOf(tx, placeId, now));
  return { text: await ctx.geometry.write(fences, format), geofences: fences.length };
}

async function fencesOf(tx: Tx, placeId: string | null, now: number): Promise<KeptFence[]> {
  const filter = { kinds: null, placeId, name: null };
  const rows = await pageOfGeofences(tx, { filter, page: { first: MOST_FENCES, after: null } });
  if (rows.length > MOST_FENCES) throw tooMuch(`at most ${MOST_FENCES} geofences go into one file`);
  const ids = rows.map(({ geofenceId }) => geofenceId);
  const size = await sizeOfCurrentShapes(tx, ids, now);
  if (size > MOST_FILE_BYTES) throw tooMuch(`at most ${MOST_FILE_BYTES} bytes of shapes go into one file, got ${size}`);
  const shapes = new Map((await currentShapes(tx, ids, now)).map((row) => [row.geofenceId, row]));
  return rows.flatMap((row) => keptFence(row, shapes.get(row.geofenceId)));
}

function keptFence(
  { geofenceId, name, kind }: GeofenceRow,
  shape: (KeptFence['shape'] & { geofenceId: string }) | undefined,
): KeptFence[] {
  return shape ? [{ name, properties: { geofenceId, kind }, shape }] : [];
}

function tooMuch(limit: string): InvalidInputError {
  return new InvalidInputError('placeId', `must name a place with less below it: ${limit}`);
}
