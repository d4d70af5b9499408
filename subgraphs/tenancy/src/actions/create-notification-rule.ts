import { parseInput, requireUnitPermission, userError, type UserError, uuidv7, withParams } from '@trekker/kit';
import type { InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { countRules, insertRule } from '../db/notifications/rules.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { ruleInput } from '../domain/notifications/input.ts';
import { notificationRuleCreated, tenancyEvent } from '../events.ts';
import { endpointProblems, ruleProblems, type RuleContent } from './rule-problems.ts';

export interface NotificationRuleMade {
  readonly rule: NotificationRuleRow | null;
  readonly userErrors: UserError[];
}

/** More than anybody keeps an overview of; each is looked at for every event. */
const MOST_RULES = 200;

/** Adds a rule by which somebody is told of what happens from now on. */
export async function createNotificationRule(ctx: Context, input: object): Promise<NotificationRuleMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const parsed = parseInput(ruleInput, input);
  if (!parsed.ok) return { rule: null, userErrors: parsed.userErrors };
  const content = contentOf(parsed.value);
  const userErrors = await ruleProblems(ctx, tenantId, content);
  if (userErrors.length) return { rule: null, userErrors };
  const rule: NotificationRuleRow = { ...content, tenantId, ruleId: uuidv7(now), createdAt: now, changedAt: now };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    // An endpoint may have been deleted meanwhile.
    const gone = await endpointProblems(tx, content);
    if (gone.length) return { rule: null, userErrors: gone };
    if ((await countRules(tx)) >= MOST_RULES) {
      return {
        rule: null,
        userErrors: [
          withParams(userError('', 'TOO_MANY', `a tenant has at most ${MOST_RULES} rules`), { maximum: MOST_RULES }),
        ],
      };
    }
    await insertRule(tx, rule);
    tx.publish(tenancyEvent(notificationRuleCreated, tenantId, ruleToldOf(rule)));
    return { rule, userErrors: [] };
  });
}

/** What an event tells of a rule. */
export function ruleToldOf({
  ruleId,
  name,
  enabled,
  userIds,
  emailUserIds,
  emailAddresses,
  endpointIds,
}: NotificationRuleRow) {
  const told = { ruleId, name, enabled, endpointIds, mailboxes: emailAddresses.length };
  return { ...told, userIds: [...new Set([...userIds, ...emailUserIds])] };
}

/** A rule as it is kept, each thing it names once. */
export function contentOf({ inAppUserIds, ...input }: InferOutput<typeof ruleInput>): RuleContent {
  const once = <T>(list: readonly T[]) => [...new Set(list)];
  return {
    ...input,
    kinds: once(input.kinds),
    geofenceKinds: once(input.geofenceKinds),
    geofenceIds: once(input.geofenceIds),
    placeIds: once(input.placeIds),
    personIds: once(input.personIds),
    assetIds: once(input.assetIds),
    unitIds: once(input.unitIds),
    userIds: once(inAppUserIds),
    emailUserIds: once(input.emailUserIds),
    emailAddresses: once(input.emailAddresses),
    endpointIds: once(input.endpointIds),
  };
}
