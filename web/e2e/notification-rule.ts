import type { Page } from '@playwright/test';
import { ask } from './ask.ts';

/** Makes a rule by which whoever is signed in is told in the app; its id. */
export async function addRule(
  page: Page,
  rule: { readonly name: string; readonly kinds: readonly string[]; readonly geofenceIds: readonly string[] },
): Promise<string> {
  const { viewer } = await ask<{ viewer: { user: { id: string } } }>(page, VIEWER, {});
  const input = { ...rule, inAppUserIds: [viewer.user.id] };
  const { createNotificationRule } = await ask<{ createNotificationRule: { rule: { id: string } } }>(page, CREATE, {
    input,
  });
  return createNotificationRule.rule.id;
}

/** Ends it. */
export async function removeRule(page: Page, ruleId: string): Promise<void> {
  await ask(page, DELETE, { input: { ruleId } });
}

const VIEWER = `query { viewer { user { id } } }`;
const CREATE = `mutation($input: CreateNotificationRuleInput!) { createNotificationRule(input: $input) { rule { id } userErrors { message } } }`;
const DELETE = `mutation($input: DeleteNotificationRuleInput!) { deleteNotificationRule(input: $input) { ruleId } }`;
