import { expect, openOverview, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('someone walks into a zone and the overview tells, and leads on', async ({ page, context }, { project }) => {
  const name = `over-${project.name}-${Date.now()}`;
  await signIn(page);
  const helper = await context.newPage();
  await helper.goto('/');
  const phone = await addPhone(helper, name);
  const zone = await addZone(helper, `Zone ${name}`);

  await page.goto('/');
  await untilLive(page);
  const movements = page.getByRole('region', { name: 'Recent movements' });
  await expect(movements).toBeVisible();
  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  await expect(movements).toContainText(`${phone.person} entered ${zone.name}`);
  const places = page.getByRole('region', { name: 'By place' });
  await expect(places.getByRole('link', { name: new RegExp(zone.name) })).toContainText('1 present');
  await expect(page.getByRole('region', { name: 'By company' })).toContainText('No company');

  await places.getByRole('link', { name: new RegExp(zone.name) }).click();
  await expect(page.getByRole('article', { name: `Details of zone ${zone.name}` })).toBeVisible();
  await archiveZone(helper, zone);
});

test('each number leads to what it counts', async ({ page }) => {
  await openOverview(page);
  await expect(page.getByRole('link', { name: /^On site now/ })).toContainText(/\d/);
  await page.getByRole('link', { name: /^Trackers connected/ }).click();
  await expect(page).toHaveURL(/\/trackers/);
});
