import { parseTargetUrl, uuidv7, type Tx } from '@trekker/kit';

import { cancelDeliveriesTo } from '../db/notifications/deliveries.ts';
import { switchOff } from '../db/notifications/endpoints.ts';
import { insertNotification, type NotificationState } from '../db/notifications/notifications.ts';
import { administrators } from '../db/grants.ts';
import type { WebhookEndpointRow } from '../db/rows.ts';
import { NO_FACTS } from '../domain/notifications/happening.ts';
import { tenancyEvent, webhookEndpointChanged } from '../events.ts';
import { tell } from './tell.ts';

/**
 * Switches an endpoint off that does not take what is sent to it: what waits for it is called off, and the tenant's
 * administrators are told in the app. Does nothing when it is off already.
 */
export async function disableEndpoint(
  tx: Tx,
  { tenantId, endpointId, url }: WebhookEndpointRow,
  { reason, eventId, now }: { reason: 'GONE' | 'FAILING'; eventId: string; now: number },
): Promise<void> {
  if (!(await switchOff(tx, endpointId, reason))) return;
  await cancelDeliveriesTo(tx, endpointId, { error: 'the endpoint was switched off', now });
  const parsed = parseTargetUrl(url);
  const host = 'host' in parsed ? parsed.host : '';
  const actor = { kind: 'service', id: 'tenancy' } as const;
  tx.publish({ ...tenancyEvent(webhookEndpointChanged, tenantId, { endpointId, host, enabled: false }), actor });
  const notification: NotificationState = {
    tenantId,
    notificationId: uuidv7(now),
    eventId,
    revision: 0,
    status: 'NEW',
    kind: 'ENDPOINT_DISABLED',
    at: now,
    content: { facts: { ...NO_FACTS, endpointId }, geofenceName: null, placeName: null },
    createdAt: now,
    changedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
  };
  await insertNotification(tx, notification);
  const wanted = (await administrators(tx, now)).map((userId) => ({
    target: { channel: 'IN_APP' as const, to: userId, userId },
    ruleId: null,
    outcome: 'SENT' as const,
  }));
  await tell(tx, { notification, wanted, rules: new Map(), timeZone: 'UTC', now });
}
