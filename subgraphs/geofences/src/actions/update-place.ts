import { isUuid, nameInput, requireUnitPermission, userError } from '@trekker/kit';
import { nullish, nullable, object, optional, string } from 'valibot';

import type { Context } from '../context.ts';
import { lockPlace, savePlan, updatePlaceRow } from '../db/places.ts';
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
  /** Null: that of the place above; undefined: as it is. */
  readonly timeZone?: string | null | undefined;
  /** Null takes it away; undefined: as it is. */
  readonly plan?: unknown;
}

const schema = object({
  placeId: string(),
  name: nullish(nameInput, null),
  timeZone: optional(nullable(timeZoneInput)),
});

/** Changes a place. Places belong to the whole tenant, so a right that ends at some unit is not enough. */
export async function updatePlace(ctx: Context, input: UpdatePlaceInput): Promise<PlaceWritten> {
  const now = ctx.clock.now();
  requireUnitPermission(ctx.viewer, 'places:write', { unitId: null, now });
  const parsed = parseWithPlan(schema, input);
  if (!parsed.ok) return { place: null, userErrors: parsed.userErrors };
  const { placeId, name, timeZone, plan } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    const before = isUuid(placeId) ? await lockPlace(tx, placeId) : null;
    if (!before) {
      const unknown = userError('placeId', 'NOT_FOUND', `place ${JSON.stringify(placeId)} does not exist`);
      return { place: null, userErrors: [unknown] };
    }
    const zone = timeZone === undefined ? before.timeZone : timeZone;
    const place = { ...before, name: name ?? before.name, timeZone: zone };
    if (zone !== before.timeZone) await lockFollowing(tx, place);
    if (!(await updatePlaceRow(tx, place))) return { place: null, userErrors: [nameTaken(place.name)] };
    if (plan !== undefined) await savePlan(tx, place, plan);
    if (zone !== before.timeZone) await followZones(tx, { ...place, now });
    tx.publish(geofencesEvent(placeChanged, place.tenantId, placeToldOf(place)));
    return { place, userErrors: [] };
  });
}
