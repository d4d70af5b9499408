import { parseInput, requirePermission, type UserError } from '@trekker/kit';
import { integer, maxValue, minValue, number, object, optional, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { writeCode } from '../domain/check-in-code.ts';
import { checkInCodeMade, headcountEvent } from '../events.ts';
import { problems } from './problems.ts';

export interface CreateCheckInCodeInput {
  readonly zoneId: string;
  readonly validSeconds?: number | undefined;
}

export interface CheckInCodeMade {
  readonly token: string | null;
  readonly expiresAt: number | null;
  readonly userErrors: UserError[];
}

/** The purpose of the key that signs codes. */
export const CODE_KEY = 'headcount check-in codes';

const schema = object({
  zoneId: string(),
  validSeconds: optional(
    pipe(
      number(),
      integer(),
      minValue(60, 'must be at least 60 seconds'),
      maxValue(31_536_000, 'must be at most 31,536,000 seconds'),
    ),
    43_200,
  ),
});

/** Makes a code with which people check in to a zone. It is signed and not kept: all codes of a zone are taken back together. */
export async function createCheckInCode(ctx: Context, input: CreateCheckInCodeInput): Promise<CheckInCodeMade> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'headcount:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { token: null, expiresAt: null, userErrors: parsed.userErrors };
  const { zoneId, validSeconds } = parsed.value;
  if (!(await ctx.loaders.zone.load(zoneId))) {
    return { token: null, expiresAt: null, userErrors: [problems.unknown('zoneId', 'geofence', zoneId)] };
  }
  const expiresAt = now + validSeconds * 1_000;
  const token = writeCode({ tenantId, zoneId, madeAt: now, expiresAt }, ctx.secret.derive(CODE_KEY));
  await ctx.tenant.write(async (tx) =>
    tx.publish(headcountEvent(checkInCodeMade, tenantId, { geofenceId: zoneId, expiresAt })),
  );
  return { token, expiresAt, userErrors: [] };
}
