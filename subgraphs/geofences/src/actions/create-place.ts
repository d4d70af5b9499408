import {
  isUuid,
  nameInput,
  requireUnitPermission,
  type Tx,
  userError,
  type UserError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertPlace, placesById, savePlan } from '../db/places.ts';
import type { PlaceRow } from '../db/rows.ts';
import { lockEdits } from '../db/versions.ts';
import { MAX_PLACE_DEPTH, PLACE_KINDS, type PlaceKind } from '../domain/geofence/kinds.ts';
import { parseWithPlan } from '../domain/place/place-input.ts';
import { timeZoneInput } from '../domain/place/time-zone.ts';
import { geofencesEvent, placeCreated } from '../events.ts';
import { nameTaken } from './name-taken.ts';
import { placeToldOf } from './told-of.ts';

export interface CreatePlaceInput {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly parentId?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly plan?: unknown;
}

/** What writing a place gave. */
export interface PlaceWritten {
  readonly place: PlaceRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  name: nameInput,
  kind: picklist(PLACE_KINDS),
  parentId: nullish(string(), null),
  timeZone: nullish(timeZoneInput, null),
});

/** Adds a place. Places belong to the whole tenant, so a right that ends at some unit is not enough. */
export async function createPlace(ctx: Context, input: CreatePlaceInput): Promise<PlaceWritten> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'places:write', { unitId: null, now });
  const parsed = parseWithPlan(schema, input);
  if (!parsed.ok) return { place: null, userErrors: parsed.userErrors };
  const { name, kind, parentId, timeZone, plan } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    // Or the place above could move meanwhile, and this one not with it.
    if (parentId !== null) await lockEdits(tx, tenantId);
    const parent = parentId === null ? null : await parentOf(tx, parentId);
    if (parent && 'code' in parent) return { place: null, userErrors: [parent] };
    const placeId = uuidv7(now);
    const path = [...(parent?.path ?? []), placeId];
    const place: PlaceRow = { tenantId, placeId, name, kind, parentId, path, timeZone, createdAt: now };
    if (!(await insertPlace(tx, place))) return { place: null, userErrors: [nameTaken(name)] };
    if (plan != null) await savePlan(tx, place, plan);
    tx.publish(geofencesEvent(placeCreated, place.tenantId, placeToldOf(place)));
    return { place, userErrors: [] };
  });
}

async function parentOf(tx: Tx, parentId: string): Promise<PlaceRow | UserError> {
  const [parent] = await placesById(tx, isUuid(parentId) ? [parentId] : []);
  if (!parent) return userError('parentId', 'NOT_FOUND', `place ${JSON.stringify(parentId)} does not exist`);
  if (parent.path.length < MAX_PLACE_DEPTH) return parent;
  return withParams(userError('parentId', 'TOO_DEEP', `places nest at most ${MAX_PLACE_DEPTH} deep`), {
    maximum: MAX_PLACE_DEPTH,
  });
}
