import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { readCode } from '../domain/check-in-code.ts';
import { CODE_KEY } from './create-check-in-code.ts';
import { isPersonKnown } from './known.ts';
import type { PresenceMarked } from './mark-presence.ts';
import { problems } from './problems.ts';
import { writeMark } from './write-mark.ts';

export interface CheckInInput {
  readonly token: string;
  readonly personId: string;
}

/** Longer than any code. */
const LONGEST = 1_000;

/** Marks a person in by a code of a zone: who shows it is there. */
export async function checkIn(ctx: Context, { token, personId }: CheckInInput): Promise<PresenceMarked> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'headcount:read', now);
  const code = token.length > LONGEST ? null : readCode(token, ctx.secret.derive(CODE_KEY));
  if (!code || code.tenantId !== viewer.tenantId) return { mark: null, userErrors: [problems.badCode()] };
  if (code.expiresAt <= now) return { mark: null, userErrors: [problems.oldCode(code.expiresAt)] };
  if (!(await isPersonKnown(ctx, personId, 'headcount:read'))) {
    return { mark: null, userErrors: [problems.unknown('personId', 'person', personId)] };
  }
  const mark = { personId, zoneId: code.zoneId, kind: 'IN', source: 'QR', at: now, note: null } as const;
  return { mark: await writeMark(ctx, viewer, mark), userErrors: [] };
}
