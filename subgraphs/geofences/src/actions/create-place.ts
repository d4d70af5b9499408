import {
  nameInput,
  isUuid,
  parseInput,
  requireUnitPermission,
  userError,
  uuidv7,
  type Tx,
  type UserError,
} from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertPlace, placesById } from '../db/places.ts';
import type { PlaceRow } from '../db/rows.ts';
import { MAX_PLACE_DEPTH, PLACE_KINDS, type PlaceKind } from '../domain/geofence/kinds.ts';
import { geofencesEvent, placeCreated } from '../events.ts';

export interface CreatePlaceInput {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly parentId?: string | null | undefined;
}

export interface PlaceCreated {
  readonly place: PlaceRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ name: nameInput, kind: picklist(PLACE_KINDS), parentId: nullish(string(), null) });

/** Adds a place. Places belong to the whole tenant, so a right that ends at some unit is not enough. */
export async function createPlace(ctx: Context, input: CreatePlaceInput): Promise<PlaceCreated> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'places:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { place: null, userErrors: parsed.userErrors };
  const { name, kind, parentId } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const parent = parentId === null ? null : await parentOf(tx, parentId);
    if (parent && 'code' in parent) return { place: null, userErrors: [parent] };
    const placeId = uuidv7(now);
    const path = [...(parent?.path ?? []), placeId];
    const place: PlaceRow = { tenantId, placeId, name, kind, parentId, path, createdAt: now };
    if (!(await insertPlace(tx, place))) {
      const taken = userError('name', 'NAME_TAKEN', `a sibling is called ${JSON.stringify(name)} already`);
      return { place: null, userErrors: [taken] };
    }
    tx.publish(geofencesEvent(placeCreated, tenantId, { placeId, name, kind, parentId, path }));
    return { place, userErrors: [] };
  });
}

async function parentOf(tx: Tx, parentId: string): Promise<PlaceRow | UserError> {
  const [parent] = await placesById(tx, isUuid(parentId) ? [parentId] : []);
  if (!parent) return userError('parentId', 'NOT_FOUND', `place ${JSON.stringify(parentId)} does not exist`);
  if (parent.path.length < MAX_PLACE_DEPTH) return parent;
  return userError('parentId', 'TOO_DEEP', `places nest at most ${MAX_PLACE_DEPTH} deep`);
}
