import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addRule, removeRule } from './notification-rule.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('the feed tells what happens without moving, goes on after a break, and says what each event rests on', async ({
  page,
  context,
}, { project }) => {
  test.slow();
  const name = `e2e-events-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`);
  await ask(page, LIMIT, { input: { zoneId: zone.id, maximum: 1 } });
  const ruleId = await addRule(page, { name, kinds: ['ENTERED'], geofenceIds: [zone.id] });
  await page.goto(`/events?zone=${zone.id}`);
  await untilLive(page);
  await expect(page.getByText('No event fits')).toBeVisible();

  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  const list = page.getByRole('region', { name: 'Events' });
  await page.getByRole('button', { name: 'Show 2 new events' }).click();
  await expect(list).toContainText(`${phone.person} entered ${zone.name}`);
  await expect(list).toContainText(`${zone.name} reached its limit: 1 of 1`);

  // What comes while there is no network is told once it is back.
  await context.setOffline(true);
  await expect(page.getByText('The connection is interrupted.')).toBeVisible();
  for (let fix = 0; fix < 3; fix++) await phone.report(zone.outside);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Show 2 new events' }).click();
  await expect(list).toContainText(`${phone.person} left ${zone.name}`);
  await expect(list).toContainText(`${zone.name} is within its limits again: 0`);

  const entered = list.getByRole('listitem').filter({ hasText: `${phone.person} entered` });
  await entered.getByRole('button', { name: 'I see to it' }).click();
  await expect(entered.getByRole('button', { expanded: false })).toContainText('sees to it');
  await expect(entered.getByRole('button', { name: 'I see to it' })).toHaveCount(0);
  await entered.getByRole('button').click();
  await expect(entered.getByRole('list', { name: 'What it rests on' })).toContainText('began it');
  await expect(entered.getByRole('link', { name: 'Replay this moment' })).toHaveAttribute('href', /who=tracker%3A/);
  await expectAccessible(page);

  await page.goto(`/events?zone=${zone.id}&kind=LEFT`);
  await expect(list.getByRole('listitem').filter({ hasText: zone.name })).toHaveCount(1);
  await removeRule(page, ruleId);
  await archiveZone(page, zone);
});

test('older events come on request, and kinds are chosen in the address', async ({ page }) => {
  test.slow();
  await signIn(page);
  await page.goto('/events');
  const rows = page.getByRole('region', { name: 'Events' }).getByRole('button');
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole('button', { name: 'Show older events' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(before);

  const filters = page.getByRole('button', { name: 'Filters', exact: true });
  if (await filters.isVisible()) await filters.click();
  await page.getByText('All kinds').click();
  // What is chosen stands in the address, and is shown once it does.
  await page.getByLabel('Left', { exact: true }).click();
  await expect(page.getByLabel('Left', { exact: true })).toBeChecked();
  await expect(page).toHaveURL(/kind=LEFT/);
  await expect(rows.first()).toContainText('left');
  await expect(rows.filter({ hasText: 'entered' })).toHaveCount(0);
  await expectAccessible(page);
});

const LIMIT = `mutation($input: SetOccupancyLimitInput!) { setOccupancyLimit(input: $input) { limit { id } userErrors { message } } }`;
