import { nameInput, parseInput, requirePermission, type UserError } from '@trekker/kit';
import { nullish, object, optional, nullable, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { updatePersonRow } from '../db/people.ts';
import type { PersonRow } from '../db/rows.ts';
import { labelInput, roleInput } from '../domain/inputs.ts';
import { PERSON_KINDS, type PersonKind } from '../domain/person-kind.ts';
import { personChanged, personEvent } from '../events.ts';
import { newUnitProblem } from './known-unit.ts';
import { notFound, writablePerson } from './writable.ts';

export interface UpdatePersonInput {
  readonly personId: string;
  readonly name?: string | null | undefined;
  readonly unitId?: string | null | undefined;
  readonly kind?: PersonKind | null | undefined;
  readonly trade?: string | null | undefined;
  readonly role?: string | null | undefined;
}

export interface PersonUpdated {
  readonly person: PersonRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  personId: string(),
  name: nullish(nameInput),
  unitId: optional(nullable(string())),
  kind: nullish(picklist(PERSON_KINDS)),
  trade: optional(nullable(labelInput)),
  role: optional(nullable(roleInput)),
});

/** Changes what is known of a person. */
export async function updatePerson(ctx: Context, input: UpdatePersonInput): Promise<PersonUpdated> {
  requirePermission(ctx.viewer, 'people:write', ctx.clock.now());
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { person: null, userErrors: parsed.userErrors };
  const { personId, name, unitId, kind, trade, role } = parsed.value;
  const problem = await newUnitProblem(ctx, { unitId, permission: 'people:write' });
  if (problem) return { person: null, userErrors: [problem] };
  return ctx.tenant.write(async (tx) => {
    const before = await writablePerson(tx, ctx, personId);
    if (!before) return { person: null, userErrors: [notFound('personId', 'person', personId)] };
    const person: PersonRow = {
      ...before,
      name: name ?? before.name,
      unitId: unitId === undefined ? before.unitId : unitId,
      kind: kind ?? before.kind,
      trade: trade === undefined ? before.trade : trade,
      role: role === undefined ? before.role : role,
    };
    await updatePersonRow(tx, person);
    tx.publish(personEvent(personChanged, person));
    return { person, userErrors: [] };
  });
}
