import { parseInput, requirePermission } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { codesRevokedAt } from '../db/revoked-codes.ts';
import { readCode } from '../domain/check-in-code.ts';
import { CODE_KEY } from './create-check-in-code.ts';
import { isPersonKnown } from './known.ts';
import { markOnce, type PresenceMarked } from './mark-presence.ts';
import { onceInput } from './once.ts';
import { problems } from './problems.ts';
import { writeMark } from './write-mark.ts';

export interface CheckInInput {
  readonly token: string;
  readonly personId: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Longer than any code. */
const LONGEST = 1_000;

const schema = object({ token: string(), personId: string(), idempotencyKey: onceInput });

/** Marks a person in by a code of a zone: who shows it is there. What was done once is given again when the code is old. */
export async function checkIn(ctx: Context, input: CheckInInput): Promise<PresenceMarked> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'headcount:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { mark: null, userErrors: parsed.userErrors };
  const { token, personId } = parsed.value;
  const code = token.length > LONGEST ? null : readCode(token, ctx.secret.derive(CODE_KEY));
  if (!code || code.tenantId !== viewer.tenantId) return { mark: null, userErrors: [problems.badCode()] };
  if (!(await isPersonKnown(ctx, personId, 'headcount:write'))) {
    return { mark: null, userErrors: [problems.unknown('personId', 'person', personId)] };
  }
  const wanted = { personId, zoneId: code.zoneId, kind: 'IN', source: 'QR', at: now, note: null } as const;
  return markOnce(ctx, { viewer, deed: { name: 'check-in', input: parsed.value } }, async (tx) => {
    const revokedAt = await codesRevokedAt(tx, code.zoneId);
    if (revokedAt !== null && code.madeAt <= revokedAt)
      return { made: null, userErrors: [problems.revokedCode(revokedAt)] };
    if (code.expiresAt <= now) return { made: null, userErrors: [problems.oldCode(code.expiresAt)] };
    return { made: await writeMark(tx, ctx, { viewer, wanted }), userErrors: [] };
  });
}
