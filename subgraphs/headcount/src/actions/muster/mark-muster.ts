import { idempotencyKeyInput, instantInput, parseInput, requirePermission } from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../../context.ts';
import { MARK_KINDS } from '../../domain/muster/facts.ts';
import { noteInput } from './inputs.ts';
import { markPerson, type PersonMarked } from './mark-person.ts';

const schema = object({
  musterId: string(),
  personId: string(),
  kind: picklist(MARK_KINDS),
  stationId: nullish(string(), null),
  note: noteInput,
  at: nullish(instantInput, null),
  idempotencyKey: idempotencyKeyInput,
});

/** Keeps what a warden says of a person. */
export async function markMuster(ctx: Context, input: unknown): Promise<PersonMarked> {
  requirePermission(ctx.viewer, 'muster:write', ctx.clock.now());
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { act: null, userErrors: parsed.userErrors };
  return markPerson(ctx, { ...parsed.value, by: 'WARDEN' });
}
