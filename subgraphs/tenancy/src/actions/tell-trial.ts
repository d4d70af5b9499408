import { uuidv7, type Tx } from '@trekker/kit';

import { deliveriesOfNotification } from '../db/notifications/deliveries.ts';
import { insertNotification, type NotificationState } from '../db/notifications/notifications.ts';
import type { NotificationDeliveryRow, NotificationRuleRow } from '../db/rows.ts';
import { tenantsById } from '../db/tenants.ts';
import { NO_FACTS } from '../domain/notifications/happening.ts';
import type { Target } from '../domain/notifications/target.ts';
import { tell } from './tell.ts';

/** Tells these targets that this is a trial; gives what is on its way. */
export async function tellTrial(
  tx: Tx,
  {
    tenantId,
    targets,
    rule,
    now,
  }: { tenantId: string; targets: readonly Target[]; rule: NotificationRuleRow | null; now: number },
): Promise<NotificationDeliveryRow[]> {
  const notificationId = uuidv7(now);
  const notification: NotificationState = {
    tenantId,
    notificationId,
    eventId: notificationId,
    revision: 0,
    status: 'NEW',
    kind: 'TEST',
    at: now,
    content: { facts: NO_FACTS, geofenceName: null, placeName: null },
    createdAt: now,
    changedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
  };
  await insertNotification(tx, notification);
  const [tenant] = await tenantsById(tx, [tenantId]);
  const wanted = targets.map((target) => ({ target, ruleId: rule?.ruleId ?? null, outcome: 'SENT' as const }));
  // A trial is sent at any hour: whoever tries it waits for it.
  const rules = new Map(rule ? [[rule.ruleId, { ...rule, quietHours: null }]] : []);
  await tell(tx, { notification, wanted, rules, timeZone: tenant?.timeZone ?? 'UTC', now });
  return deliveriesOfNotification(tx, notificationId);
}
