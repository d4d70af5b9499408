import { instantInput, nameInput, parseInput, userError, type Parsed } from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import { GEOFENCE_KINDS, type GeofenceKind } from './kinds.ts';
import { rulesInput } from './rules-input.ts';
import { changedRules, DEFAULT_RULES, type PresenceRules, type RulesChange } from './rules.ts';
import { parseShapeInput, type KeptShape, type ShapeInput } from './shape-input.ts';

/** A geofence as a caller wants it. */
export interface NewGeofenceInput extends ShapeInput {
  readonly name: string;
  readonly kind: GeofenceKind;
  readonly placeId?: string | null | undefined;
  readonly rules?: RulesChange | null | undefined;
  /** Unix milliseconds; absent: now. */
  readonly validFrom?: number | null | undefined;
}

/** A geofence whose input was found right; whether its place exists is not known yet. */
export interface NewGeofence {
  readonly name: string;
  readonly kind: GeofenceKind;
  readonly placeId: string | null;
  readonly shape: KeptShape;
  readonly rules: PresenceRules;
  /** Null: from the moment it is added. */
  readonly validFrom: number | null;
}

const schema = object({
  name: nameInput,
  kind: picklist(GEOFENCE_KINDS),
  placeId: nullish(string(), null),
  rules: rulesInput,
  validFrom: nullish(instantInput, null),
});

/** Checks the input of a new geofence; every problem at once. */
export function parseNewGeofence(input: NewGeofenceInput): Parsed<NewGeofence> {
  const fields = parseInput(schema, input);
  const shape = parseShapeInput(input);
  const userErrors = [...(fields.ok ? [] : fields.userErrors), ...(shape.ok ? [] : shape.userErrors)];
  if (shape.ok && !shape.value) userErrors.push(userError('boundary', 'NONE_GIVEN', 'give a boundary or a circle'));
  if (!fields.ok || !shape.ok || !shape.value) return { ok: false, userErrors };
  const { rules, ...rest } = fields.value;
  return { ok: true, value: { ...rest, shape: shape.value, rules: changedRules(DEFAULT_RULES[rest.kind], rules) } };
}
