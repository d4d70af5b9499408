import { idempotencyKeyInput, instantInput, parseInput, requirePermission, userError, withParams } from '@trekker/kit';
import { maxLength, nullish, object, pipe, string } from 'valibot';

import type { Context } from '../../context.ts';
import { readStationCode } from '../../domain/muster/station-code.ts';
import { markPerson, type PersonMarked } from './mark-person.ts';

/** How long after a code expired scans from when it held may still arrive. */
const LATE_MS = 86_400_000;

const schema = object({
  code: pipe(string(), maxLength(1_000, 'a code must have at most 1000 characters')),
  personId: string(),
  at: nullish(instantInput, null),
  idempotencyKey: idempotencyKeyInput,
});

/** Somebody scanned the code of a station, which says where they are. */
export async function checkIn(ctx: Context, input: unknown): Promise<PersonMarked> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'muster:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { act: null, userErrors: parsed.userErrors };
  const { code: text, at, ...word } = parsed.value;
  const code = readStationCode(text, ctx.musters.codeKey);
  if (!code || code.tenantId !== tenantId) {
    return { act: null, userErrors: [userError('code', 'CODE_INVALID', 'must be the code of a station')] };
  }
  const when = at ?? now;
  if (when < code.from || when >= code.until || now >= code.until + LATE_MS) {
    const held = `[${new Date(code.from).toISOString()}, ${new Date(code.until).toISOString()})`;
    const message = `must be scanned in ${held}, and told a day later at most; got ${new Date(when).toISOString()}`;
    return {
      act: null,
      userErrors: [withParams(userError('code', 'CODE_EXPIRED', message), { at: new Date(code.until).toISOString() })],
    };
  }
  const { musterId, stationId } = code;
  return markPerson(ctx, { ...word, musterId, stationId, kind: 'SAFE', by: 'QR', note: null, at });
}
