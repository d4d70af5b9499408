import { expectAccessible } from './accessibility.ts';
import { expect, selectOnMap, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('the card of somebody says why they count as inside a zone, and how the last position was judged', async ({
  page,
}, { project }) => {
  const name = `why-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`, { validFrom: new Date(Date.now() - 300_000).toISOString() });
  const report = (seconds: number) => phone.report(zone.inside, Date.now() - seconds * 1_000);
  for (const seconds of [90, 60, 30, 0]) await report(seconds);
  await page.goto('/map');
  await selectOnMap(page, phone.person);
  const card = page.getByRole('article', { name: `Details of ${phone.person}` });
  await card.getByText('Why these zones?').click();
  const judged = card.getByRole('listitem').filter({ hasText: 'Deep enough inside to count.' });
  await expect(judged.filter({ hasText: zone.name })).toContainText(/Inside.*inside, ± 5 m/);
  await expectAccessible(page);

  await phone.report(zone.outside);
  const outside = card.getByRole('listitem').filter({ hasText: 'Far enough outside to count.' });
  await expect(async () => {
    await card.getByRole('button', { name: 'Look again' }).click();
    await expect(outside.filter({ hasText: zone.name })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await archiveZone(page, zone);
});
