import { instantInput, nameInput, parseInput, userError, type Parsed } from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import { GEOFENCE_KINDS, type GeofenceKind } from './kinds.ts';
import { changedRules, type RulesChange, type WantedRules } from './rules-change.ts';
import { contradictions, rulesInput } from './rules-input.ts';
import { DEFAULT_RULES } from './rules.ts';
import type { KeptShape, ShapeInput } from './shape-input.ts';

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
  readonly rules: WantedRules;
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

/** Checks the input of a new geofence, whose shape was judged; every problem at once. */
export function parseNewGeofence(input: NewGeofenceInput, shape: Parsed<KeptShape | null>): Parsed<NewGeofence> {
  const fields = parseInput(schema, input);
  const rules = fields.ok ? changedRules(DEFAULT_RULES[fields.value.kind], fields.value.rules) : null;
  const userErrors = [
    ...(fields.ok ? [] : fields.userErrors),
    ...(rules ? contradictions(rules) : []),
    ...(shape.ok ? [] : shape.userErrors),
  ];
  if (shape.ok && !shape.value) userErrors.push(userError('boundary', 'NONE_GIVEN', 'give a boundary or a circle'));
  if (userErrors.length || !fields.ok || !shape.ok || !shape.value || !rules) return { ok: false, userErrors };
  return { ok: true, value: { ...fields.value, shape: shape.value, rules } };
}
