import { coloursAround, expect, markers, openMap, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { placeBesideTheSite } from './zone.ts';

test('a marker stands on the map and moves without a reload', async ({ page }, { project }) => {
  const name = `moves-${project.name}-${Date.now()}`;
  await openMap(page);
  const beside = await placeBesideTheSite(page);
  // Nobody else of any journey stands there.
  const place = { ...beside, longitude: beside.longitude + (project.name === 'phone' ? 0.006 : 0.005) };
  const phone = await addPhone(page, name);
  await phone.report(place);
  await page.goto('/map');
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(phone.person);
  await page.getByRole('complementary').getByRole('listitem').getByRole('button').click();
  const marker = async () => [...(await markers(page)).values()].find(({ label }) => label === phone.person);
  await expect.poll(marker).toBeDefined();
  // The map goes to whom one selects.
  await page.waitForTimeout(1_500);
  const before = await marker();
  if (!before) throw new Error('the phone left the map');
  expect(await coloursAround(page, before)).toBeGreaterThan(8);

  await phone.report({ ...place, latitude: place.latitude + 0.0003 });
  await expect
    .poll(async () => {
      const after = await marker();
      return after ? Math.hypot(after.x - before.x, after.y - before.y) : 0;
    })
    .toBeGreaterThan(4);
});

test('somebody is found by name, selected and followed', async ({ page }, { project }) => {
  await openMap(page);
  const { person, report } = await addPhone(page, `found-${project.name}-${Date.now()}`);
  await report(await placeBesideTheSite(page));
  await page.goto('/map');
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(person);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('listitem').getByRole('button').click();
  const card = page.getByRole('article', { name: `Details of ${person}` });
  await expect(card).toContainText('Recorded');
  await card.getByRole('button', { name: 'Follow' }).click();
  await expect(card.getByRole('button', { name: 'Following' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});
