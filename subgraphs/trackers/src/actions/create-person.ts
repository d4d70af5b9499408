import { nameInput, parseInput, requireUnitPermission, uuidv7, type UserError } from '@trekker/kit';
import { nullish, object, optional, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertPerson } from '../db/people.ts';
import type { PersonRow } from '../db/rows.ts';
import { labelInput, roleInput } from '../domain/inputs.ts';
import { PERSON_KINDS, type PersonKind } from '../domain/person-kind.ts';
import { personCreated, personEvent } from '../events.ts';
import { unitProblem } from './known-unit.ts';

export interface CreatePersonInput {
  readonly name: string;
  readonly unitId?: string | null | undefined;
  readonly kind?: PersonKind | undefined;
  readonly trade?: string | null | undefined;
  readonly role?: string | null | undefined;
}

export interface PersonCreated {
  readonly person: PersonRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  name: nameInput,
  unitId: nullish(string(), null),
  kind: optional(picklist(PERSON_KINDS), 'EMPLOYEE'),
  trade: nullish(labelInput, null),
  role: nullish(roleInput, null),
});

/** Adds a person. */
export async function createPerson(ctx: Context, input: CreatePersonInput): Promise<PersonCreated> {
  const now = ctx.clock.now();
  const unitId = input.unitId ?? null;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'people:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { person: null, userErrors: parsed.userErrors };
  const problem = await unitProblem(ctx, unitId);
  if (problem) return { person: null, userErrors: [problem] };
  const person: PersonRow = { ...parsed.value, tenantId, personId: uuidv7(now), createdAt: now, erasedAt: null };
  return ctx.tenant.write(async (tx) => {
    await insertPerson(tx, person);
    tx.publish(personEvent(personCreated, person));
    return { person, userErrors: [] };
  });
}
