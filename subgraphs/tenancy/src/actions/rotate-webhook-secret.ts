import { isUuid, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { changeEndpoint, lockEndpoint } from '../db/notifications/endpoints.ts';
import { secretText } from '../domain/notifications/webhook-signature.ts';
import { tenancyEvent, webhookSecretRotated } from '../events.ts';
import { webhookKey } from '../workers/deliveries/webhook-keys.ts';
import type { WebhookEndpointMade } from './create-webhook-endpoint.ts';
import { unknownEndpoint } from './endpoint-problems.ts';

const HOUR_MS = 3_600_000;

/** Gives an endpoint a new secret; for a while both sign. */
export async function rotateWebhookSecret(
  ctx: Context,
  { endpointId }: { endpointId: string },
): Promise<WebhookEndpointMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const { webhookOverlapHours } = ctx.config;
  return ctx.tenant.write(async (tx) => {
    const before = isUuid(endpointId) ? await lockEndpoint(tx, endpointId) : undefined;
    if (!before) return { endpoint: null, secret: null, userErrors: [unknownEndpoint(endpointId)] };
    const endpoint = await changeEndpoint(tx, endpointId, {
      secretGeneration: before.secretGeneration + 1,
      previousUntil: webhookOverlapHours ? now + webhookOverlapHours * HOUR_MS : null,
    });
    tx.publish(tenancyEvent(webhookSecretRotated, tenantId, { endpointId }));
    const secret = endpoint ? secretText(webhookKey(ctx.secret, endpoint)) : null;
    return { endpoint: endpoint ?? null, secret, userErrors: [] };
  });
}
