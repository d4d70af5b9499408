import { isUuid, requireUnitPermission, userError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { endpointsById } from '../db/notifications/endpoints.ts';
import { unknownEndpoint } from './endpoint-problems.ts';
import type { DeliveryMade } from './redeliver-notification.ts';
import { tellTrial } from './tell-trial.ts';

/** Sends a trial to an endpoint, the way everything else is sent. */
export async function testWebhookEndpoint(ctx: Context, { endpointId }: { endpointId: string }): Promise<DeliveryMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    const [endpoint] = isUuid(endpointId) ? await endpointsById(tx, [endpointId]) : [];
    if (!endpoint) return { delivery: null, userErrors: [unknownEndpoint(endpointId)] };
    if (!endpoint.enabled) {
      const off = userError('endpointId', 'DISABLED', 'the endpoint is switched off; switch it on first');
      return { delivery: null, userErrors: [off] };
    }
    const target = { channel: 'WEBHOOK', to: endpointId, userId: null } as const;
    const [delivery = null] = await tellTrial(tx, { tenantId, targets: [target], rule: null, now });
    return { delivery, userErrors: [] };
  });
}
