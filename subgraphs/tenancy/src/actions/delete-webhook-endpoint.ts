import { isUuid, requireUnitPermission, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { cancelDeliveriesTo } from '../db/notifications/deliveries.ts';
import { deleteEndpoint } from '../db/notifications/endpoints.ts';
import { forgetEndpointInRules } from '../db/notifications/rules.ts';
import { lockTenant } from '../db/tenants.ts';
import { tenancyEvent, webhookEndpointDeleted } from '../events.ts';
import { unknownEndpoint } from './endpoint-problems.ts';

/** Deletes an endpoint, also from the rules that name it. */
export async function deleteWebhookEndpoint(
  ctx: Context,
  { endpointId }: { endpointId: string },
): Promise<{ endpointId: string | null; userErrors: UserError[] }> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    // Rules that are being changed meanwhile would name it again.
    await lockTenant(tx, tenantId);
    if (!isUuid(endpointId) || !(await deleteEndpoint(tx, endpointId))) {
      return { endpointId: null, userErrors: [unknownEndpoint(endpointId)] };
    }
    await forgetEndpointInRules(tx, endpointId);
    await cancelDeliveriesTo(tx, endpointId, { error: 'the endpoint was deleted', now });
    tx.publish(tenancyEvent(webhookEndpointDeleted, tenantId, { endpointId }));
    return { endpointId, userErrors: [] };
  });
}
