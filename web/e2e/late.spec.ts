import { dayAt } from './day.ts';
import { expect, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

const MINUTE_MS = 60_000;

test('positions that come late become a visit at once, and the zone says that it was learned later', async ({ page }, {
  project,
}) => {
  const name = `e2e-late-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const now = Date.now();
  const zone = await addZone(page, `Zone ${name}`, { validFrom: new Date(now - 60 * MINUTE_MS).toISOString() });
  await phone.report(zone.outside, now);
  await page.goto(`/zones/${zone.id}?day=${await dayAt(page, now - 40 * MINUTE_MS)}`);
  // The zone is there for the past, too, and other phones may have been where it is.
  const visits = page.getByRole('region', { name: 'Visits' });
  await expect(visits.getByText(/Nobody was here|Lasted/).first()).toBeVisible();
  const visit = visits.getByRole('row').filter({ hasText: `Phone ${name}` });
  await expect(visit).toHaveCount(0);

  for (const minutes of [40, 39, 38]) await phone.report(zone.inside, now - minutes * MINUTE_MS);
  for (const minutes of [30, 29, 28]) await phone.report(zone.outside, now - minutes * MINUTE_MS);
  await expect(async () => {
    await page.reload();
    await expect(visit).toContainText('Learned later', { timeout: 20_000 });
  }).toPass();
  await expect(visit).toContainText('10 min');
  await archiveZone(page, zone);
});
