import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('the bell rings for what a rule tells of, until it is read, and says who sees to it', async ({ page }, {
  project,
}) => {
  test.slow();
  const name = `e2e-bell-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`);
  const { viewer } = await ask<{ viewer: { user: { id: string } } }>(page, VIEWER, {});
  const { createNotificationRule } = await ask<{ createNotificationRule: { rule: { id: string } } }>(page, CREATE, {
    input: { name, kinds: ['ENTERED'], geofenceIds: [zone.id], inAppUserIds: [viewer.user.id] },
  });
  await page.goto('/headcount');
  await untilLive(page);
  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);

  const bell = page.getByRole('button', { name: /^Notifications.*unread/ });
  await expect(bell).toBeVisible();
  await bell.click();
  const told = page.getByRole('list', { name: 'Notifications' }).getByRole('listitem').filter({ hasText: zone.name });
  await expect(told).toContainText(phone.person);
  await told.getByRole('button', { name: 'I see to it' }).click();
  await expect(told).toContainText('sees to it');
  await told.getByRole('button', { name: 'Mark read' }).click();
  await expect(told.getByRole('button', { name: 'Mark read' })).toHaveCount(0);
  await ask(page, DELETE, { input: { ruleId: createNotificationRule.rule.id } });
  await archiveZone(page, zone);
});

const VIEWER = `query { viewer { user { id } } }`;
const CREATE = `mutation($input: CreateNotificationRuleInput!) { createNotificationRule(input: $input) { rule { id } userErrors { message } } }`;
const DELETE = `mutation($input: DeleteNotificationRuleInput!) { deleteNotificationRule(input: $input) { ruleId } }`;
