import { isUuid, nameInput, requireUnitPermission, type Tx, userError, type UserError, withParams } from '@trekker/kit';
import { nullish, nullable, object, optional, string, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { heightOfPlace, lockPlace, movePlaces, placesById, savePlan, updatePlaceRow } from '../db/places.ts';
import type { PlaceRow } from '../db/rows.ts';
import { MAX_PLACE_DEPTH } from '../domain/geofence/kinds.ts';
import { parseWithPlan } from '../domain/place/place-input.ts';
import { timeZoneInput } from '../domain/place/time-zone.ts';
import { geofencesEvent, placeChanged } from '../events.ts';
import type { PlaceWritten } from './create-place.ts';
import { followZones, lockFollowing } from './follow-zones.ts';
import { nameTaken } from './name-taken.ts';
import { placeToldOf } from './told-of.ts';

export interface UpdatePlaceInput {
  readonly placeId: string;
  readonly name?: string | null | undefined;
  /** Null: at the top; undefined: where it is. */
  readonly parentId?: string | null | undefined;
  /** Null: that of the place above; undefined: as it is. */
  readonly timeZone?: string | null | undefined;
  /** Null takes it away; undefined: as it is. */
  readonly plan?: unknown;
}

const schema = object({
  placeId: string(),
  name: nullish(nameInput, null),
  parentId: optional(nullable(string())),
  timeZone: optional(nullable(timeZoneInput)),
});

/** Changes a place; where it moves, all below it move with it. Places belong to the whole tenant, so a right that ends at some unit is not enough. */
export async function updatePlace(ctx: Context, input: UpdatePlaceInput): Promise<PlaceWritten> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'places:write', { unitId: null, now });
  const parsed = parseWithPlan(schema, input);
  if (!parsed.ok) return { place: null, userErrors: parsed.userErrors };
  const { placeId, parentId, timeZone, plan } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const mayFollow = parentId !== undefined || timeZone !== undefined;
    // Ahead of the place, which somebody who moves one above it may have to wait for.
    if (mayFollow && isUuid(placeId)) await lockFollowing(tx, { tenantId, placeId });
    const before = isUuid(placeId) ? await lockPlace(tx, placeId) : null;
    if (!before) return { place: null, userErrors: [unknown('placeId', placeId)] };
    const place = changedPlace(before, parsed.value);
    const written = await writePlace(tx, before, place);
    if ('code' in written) return { place: null, userErrors: [written] };
    if (plan !== undefined) await savePlan(tx, place, plan);
    if (mayFollow) await followZones(tx, { ...place, now });
    for (const one of written) tx.publish(geofencesEvent(placeChanged, one.tenantId, placeToldOf(one)));
    return { place: written[0] ?? place, userErrors: [] };
  });
}

function changedPlace(
  before: PlaceRow,
  { name, parentId, timeZone }: Pick<InferOutput<typeof schema>, 'name' | 'parentId' | 'timeZone'>,
): PlaceRow {
  return {
    ...before,
    name: name ?? before.name,
    parentId: parentId === undefined ? before.parentId : parentId,
    timeZone: timeZone === undefined ? before.timeZone : timeZone,
  };
}

/** Writes a place; gives back what changed, the place first, or why it cannot be so. */
async function writePlace(tx: Tx, before: PlaceRow, place: PlaceRow): Promise<PlaceRow[] | UserError> {
  const moves = place.parentId !== before.parentId;
  const above = moves ? await pathAbove(tx, before, place.parentId) : [];
  if ('code' in above) return above;
  if (!(await updatePlaceRow(tx, place))) return nameTaken(place.name);
  return moves ? movePlaces(tx, before, above) : [place];
}

/** The ids from the top down to the place's new parent, or why it cannot lie there. */
async function pathAbove(tx: Tx, place: PlaceRow, parentId: string | null): Promise<readonly string[] | UserError> {
  const [parent] = parentId !== null && isUuid(parentId) ? await placesById(tx, [parentId]) : [];
  if (parentId !== null && !parent) return unknown('parentId', parentId);
  const above = parent?.path ?? [];
  if (above.includes(place.placeId)) {
    return userError('parentId', 'CYCLE', 'a place cannot lie in itself or in a place below it');
  }
  if (above.length + (await heightOfPlace(tx, place)) <= MAX_PLACE_DEPTH) return above;
  return withParams(userError('parentId', 'TOO_DEEP', `places nest at most ${MAX_PLACE_DEPTH} deep`), {
    maximum: MAX_PLACE_DEPTH,
  });
}

function unknown(field: string, placeId: string): UserError {
  return userError(field, 'NOT_FOUND', `place ${JSON.stringify(placeId)} does not exist`);
}
