import { connectionOf, InvalidInputError, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countGeofences, pageOfGeofences } from '../db/geofences.ts';
import type { GeofenceKind } from '../domain/geofence/kinds.ts';

export interface ListGeofencesArguments {
  readonly kinds?: readonly GeofenceKind[] | null | undefined;
  readonly placeId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

const LONGEST_NAME = 100;

/** A page of the geofences that are not archived, ordered by name; none where the place does not exist. */
export async function listGeofences(ctx: Context, args: ListGeofencesArguments) {
  const page = parsePage(args, ['name', 'uuid']);
  const { kinds = null, placeId = null } = args;
  const filter = { kinds, placeId, name: parseName(args.name ?? null) };
  const isNowhere = placeId !== null && !isUuid(placeId);
  const { rows, totalCount } = isNowhere
    ? { rows: [], totalCount: 0 }
    : await ctx.tenant.read(async (tx) => ({
        rows: await pageOfGeofences(tx, { filter, page }),
        totalCount: await countGeofences(tx, filter),
      }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.geofenceId]), totalCount };
}

function parseName(name: string | null): string | null {
  if (name === null || (name.length >= 1 && name.length <= LONGEST_NAME && /^\P{Cc}*$/u.test(name))) return name;
  throw new InvalidInputError('name', `must be 1 to ${LONGEST_NAME} characters on one line, got ${name.length}`);
}
