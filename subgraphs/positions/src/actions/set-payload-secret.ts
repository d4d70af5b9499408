import { parseInput, requirePermission, unitReach, userError, type UserError } from '@trekker/kit';
import { check, minLength, nullish, object, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import { deleteSealedSecret, setSealedSecret } from '../db/payload-secrets.ts';
import type { TrackerRow } from '../db/rows.ts';
import { sealSecret } from '../domain/sealed-secret.ts';
import { deviceSecretRemoved, deviceSecretSet, devicesEvent } from '../events.ts';

export interface PayloadSecretSet {
  readonly tracker: TrackerRow | null;
  readonly userErrors: UserError[];
}

/** As many bytes as the apps use of it. */
const MOST_BYTES = 32;

const schema = object({
  trackerId: string(),
  secret: nullish(
    pipe(
      string(),
      minLength(1, 'a secret must have at least 1 character'),
      check((text) => Buffer.byteLength(text) <= MOST_BYTES, 'a secret must have at most 32 bytes of UTF-8'),
      check((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'a secret must have no control characters'),
    ),
    null,
  ),
});

/** Sets the secret that opens a tracker's encrypted messages, or takes it away. It is never shown again. */
export async function setPayloadSecret(ctx: Context, input: unknown): Promise<PayloadSecretSet> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { tracker: null, userErrors: parsed.userErrors };
  const { trackerId, secret } = parsed.value;
  const { tenantId } = viewer;
  return ctx.tenant.write(async (tx): Promise<PayloadSecretSet> => {
    if (!(await trackerWithin(tx, trackerId, unitReach(viewer, 'trackers:write', now)))) {
      const message = `there is no tracker ${JSON.stringify(trackerId)}`;
      return { tracker: null, userErrors: [userError('trackerId', 'NOT_FOUND', message)] };
    }
    if (secret === null) {
      await deleteSealedSecret(tx, trackerId);
      tx.publish(devicesEvent(deviceSecretRemoved, tenantId, { trackerId }));
    } else {
      const sealed = sealSecret(secret, ctx.secretKey, { tenantId, ownerId: trackerId });
      await setSealedSecret(tx, { tenantId, trackerId, sealed, setAt: now });
      tx.publish(devicesEvent(deviceSecretSet, tenantId, { trackerId }));
    }
    return { tracker: { id: trackerId }, userErrors: [] };
  });
}
