import { parseInput, requirePermission, type UserError } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { revokeCodes } from '../db/revoked-codes.ts';
import { checkInCodesRevoked, headcountEvent } from '../events.ts';
import { problems } from './problems.ts';

export interface CheckInCodesRevoked {
  readonly revokedAt: number | null;
  readonly userErrors: UserError[];
}

const schema = object({ zoneId: string() });

/** Takes back every code of a zone that was made so far, for example as a printed one was lost. */
export async function revokeCheckInCodes(
  ctx: Context,
  input: { readonly zoneId: string },
): Promise<CheckInCodesRevoked> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'headcount:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { revokedAt: null, userErrors: parsed.userErrors };
  const { zoneId } = parsed.value;
  if (!(await ctx.loaders.zone.load(zoneId)))
    return { revokedAt: null, userErrors: [problems.unknown('zoneId', 'geofence', zoneId)] };
  await ctx.tenant.write(async (tx) => {
    await revokeCodes(tx, { zoneId, at: now });
    tx.publish(headcountEvent(checkInCodesRevoked, tenantId, { geofenceId: zoneId, at: now }));
  });
  return { revokedAt: now, userErrors: [] };
}
