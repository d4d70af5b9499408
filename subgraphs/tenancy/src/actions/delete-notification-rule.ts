import { isUuid, requireUnitPermission, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteRule } from '../db/notifications/rules.ts';
import { notificationRuleDeleted, tenancyEvent } from '../events.ts';
import { unknownRule } from './update-notification-rule.ts';

/** Deletes a rule; what was told by it stays. */
export async function deleteNotificationRule(
  ctx: Context,
  { ruleId }: { ruleId: string },
): Promise<{ ruleId: string | null; userErrors: UserError[] }> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    if (!isUuid(ruleId) || !(await deleteRule(tx, ruleId))) return { ruleId: null, userErrors: [unknownRule(ruleId)] };
    tx.publish(tenancyEvent(notificationRuleDeleted, tenantId, { ruleId }));
    return { ruleId, userErrors: [] };
  });
}
