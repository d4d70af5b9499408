import { expect, signIn, test, untilLive } from './journey.ts';
import { addRule, removeRule } from './notification-rule.ts';
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
  const ruleId = await addRule(page, { name, kinds: ['ENTERED'], geofenceIds: [zone.id] });
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
  await removeRule(page, ruleId);
  await archiveZone(page, zone);
});
