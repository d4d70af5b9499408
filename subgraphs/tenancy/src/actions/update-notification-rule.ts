import { isUuid, parseInput, requireUnitPermission, userError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { replaceRule, rulesById } from '../db/notifications/rules.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { ruleInput } from '../domain/notifications/input.ts';
import { notificationRuleChanged, tenancyEvent } from '../events.ts';
import { contentOf, ruleToldOf, type NotificationRuleMade } from './create-notification-rule.ts';
import { endpointProblems, ruleProblems } from './rule-problems.ts';

/** What may be taken out of a rule by null; null anywhere else leaves what there is. */
const CLEARED_BY_NULL = new Set(['throttleSeconds', 'quietHours']);

/** Changes a rule; absent fields stay as they are. */
export async function updateNotificationRule(
  ctx: Context,
  { ruleId, ...input }: { readonly ruleId: string },
): Promise<NotificationRuleMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const [before] = isUuid(ruleId) ? await ctx.tenant.read((tx) => rulesById(tx, [ruleId])) : [];
  if (!before) return { rule: null, userErrors: [unknownRule(ruleId)] };
  const given = Object.entries(input).filter(
    ([field, value]) => value !== undefined && (value !== null || CLEARED_BY_NULL.has(field)),
  );
  const parsed = parseInput(ruleInput, { ...before, inAppUserIds: before.userIds, ...Object.fromEntries(given) });
  if (!parsed.ok) return { rule: null, userErrors: parsed.userErrors };
  const content = contentOf(parsed.value);
  const userErrors = await ruleProblems(ctx, tenantId, content);
  if (userErrors.length) return { rule: null, userErrors };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    // An endpoint may have been deleted meanwhile.
    const gone = await endpointProblems(tx, content);
    if (gone.length) return { rule: null, userErrors: gone };
    const [present] = await rulesById(tx, [ruleId]);
    if (!present) return { rule: null, userErrors: [unknownRule(ruleId)] };
    const rule: NotificationRuleRow = { ...present, ...content, changedAt: now };
    await replaceRule(tx, rule);
    tx.publish(tenancyEvent(notificationRuleChanged, tenantId, ruleToldOf(rule)));
    return { rule, userErrors: [] };
  });
}

/** What whoever names a rule is told that does not exist. */
export function unknownRule(ruleId: string) {
  return userError('ruleId', 'NOT_FOUND', `rule ${JSON.stringify(ruleId)} does not exist`);
}
