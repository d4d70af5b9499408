import { isUuid, requireUnitPermission, userError, type UserError, type UserErrorCode } from '@trekker/kit';

import type { Context } from '../context.ts';
import { beginRound } from '../db/notifications/attempts.ts';
import { deliveriesById } from '../db/notifications/deliveries.ts';
import { endpointsById } from '../db/notifications/endpoints.ts';
import { pushSubscriptionsById } from '../db/notifications/push-subscriptions.ts';
import type { NotificationDeliveryRow } from '../db/rows.ts';
import { scheduleTry } from './tell.ts';

export interface DeliveryMade {
  readonly delivery: NotificationDeliveryRow | null;
  readonly userErrors: UserError[];
}

/** Makes an e-mail, webhook or push once more that is settled, with the id it had. */
export async function redeliverNotification(
  ctx: Context,
  { deliveryId }: { deliveryId: string },
): Promise<DeliveryMade> {
  const now = ctx.clock.now();
  requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const refused = (code: UserErrorCode, message: string): DeliveryMade => ({
    delivery: null,
    userErrors: [userError('deliveryId', code, message)],
  });
  return ctx.tenant.write(async (tx) => {
    const [before] = isUuid(deliveryId) ? await deliveriesById(tx, [deliveryId]) : [];
    if (!before) return refused('NOT_FOUND', `delivery ${JSON.stringify(deliveryId)} does not exist`);
    if (before.channel === 'IN_APP') return refused('IN_APP', 'what is shown in the app is there already');
    if (before.state === 'PENDING') return refused('PENDING', 'it still waits for its next try');
    const [endpoint] = before.channel === 'WEBHOOK' ? await endpointsById(tx, [before.target]) : [];
    if (before.channel === 'WEBHOOK' && !endpoint?.enabled) {
      return refused('DISABLED', 'the endpoint is switched off or gone');
    }
    if (before.channel === 'PUSH' && !(await pushSubscriptionsById(tx, [before.target])).length) {
      return refused('DISABLED', 'the device was removed');
    }
    const delivery = await beginRound(tx, before, now);
    if (!delivery) return refused('PENDING', 'it still waits for its next try');
    await scheduleTry(tx, delivery);
    return { delivery, userErrors: [] };
  });
}
