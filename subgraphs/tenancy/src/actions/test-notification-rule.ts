import { isUuid, requireUnitPermission, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { rulesById } from '../db/notifications/rules.ts';
import type { NotificationDeliveryRow } from '../db/rows.ts';
import { targetsOf } from '../domain/notifications/target.ts';
import { tellTrial } from './tell-trial.ts';
import { createTellable } from './tellable.ts';
import { unknownRule } from './update-notification-rule.ts';

/** Tells everybody a rule tells that this is a trial. */
export async function testNotificationRule(
  ctx: Context,
  { ruleId }: { ruleId: string },
): Promise<{ deliveries: NotificationDeliveryRow[] | null; userErrors: UserError[] }> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    const [rule] = isUuid(ruleId) ? await rulesById(tx, [ruleId]) : [];
    if (!rule) return { deliveries: null, userErrors: [unknownRule(ruleId)] };
    const own = { kind: 'OWN', id: null } as const;
    const recipients = await createTellable(tx, now)([...rule.userIds, ...rule.emailUserIds], own, null);
    const deliveries = await tellTrial(tx, { tenantId, targets: targetsOf(rule, recipients), rule, now });
    return { deliveries, userErrors: [] };
  });
}
