import type { Tx } from '@trekker/kit';

import { cancelDeliveriesTo } from '../db/notifications/deliveries.ts';
import { deletePushSubscriptions, type WhichSubscriptions } from '../db/notifications/push-subscriptions.ts';
import { pushUnsubscribed, tenancyEvent } from '../events.ts';

/** Tells these browsers nothing any more: what waits for them is called off. How many there were. */
export async function forgetDevices(tx: Tx, which: WhichSubscriptions, now: number): Promise<number> {
  const gone = await deletePushSubscriptions(tx, which);
  for (const { tenantId, subscriptionId, userId } of gone) {
    await cancelDeliveriesTo(tx, subscriptionId, { error: 'the device was removed', now });
    tx.publish(tenancyEvent(pushUnsubscribed, tenantId, { subscriptionId, userId }));
  }
  return gone.length;
}
