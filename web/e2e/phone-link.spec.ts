import { expect, markers, signIn, test, untilLive } from './journey.ts';
import { reportByOwnTracks, reportByTraccarClient } from './phone-apps.ts';
import { scan } from './qr.ts';
import { placeBesideTheSite } from './zone.ts';

test('a person and their phone are added, and the phone reports by what it scanned', async ({ page }, { project }) => {
  const name = `Scanned ${project.name} ${Date.now()}`;
  const identifier = `scan-${project.name}-${Date.now()}`;
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page);
  const place = await placeBesideTheSite(page);

  await page.goto('/people');
  await page.getByRole('button', { name: 'Add person' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Full name').fill(name);
  await dialog.getByLabel('Kind').selectOption({ label: 'Contractor' });
  await dialog.getByLabel('Trade').fill('Scaffolder');
  await dialog.getByRole('button', { name: 'Add person' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('Carries no tracker')).toBeVisible();
  await page.getByRole('button', { name: 'Add a tracker' }).click();
  await expect(dialog.getByLabel('Name of the tracker')).toHaveValue(`Phone of ${name}`);
  await dialog.getByLabel('Identifier').fill(identifier);
  await dialog.getByRole('button', { name: 'Add tracker' }).click();

  await dialog.getByRole('button', { name: 'Open a door' }).click();
  await expect(dialog.getByText('works only on this computer')).toBeVisible();
  const code = await scan(dialog.getByRole('img', { name: 'QR code for Traccar Client' }));
  expect(code).toMatch(new RegExp(`/i/[^/]+/\\?id=${identifier}&`));
  await expect(dialog.getByLabel('Link for Traccar Client')).toHaveValue(/^org\.traccar\.client:\/\/config\?url=/);
  await reportByTraccarClient(code ?? '', place);

  await dialog.getByRole('tab', { name: 'OwnTracks' }).click();
  const link = await scan(dialog.getByRole('img', { name: 'QR code for OwnTracks' }));
  expect(link).toBe(await dialog.getByLabel('Link for OwnTracks').inputValue());
  await dialog.getByRole('button', { name: 'Done' }).click();

  const now = page.getByRole('region', { name: 'Now' });
  await expect(now.getByText(/^Last position/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Trackers', exact: true })).toContainText('Connected');
  await expect(page.getByRole('region', { name: 'Trackers', exact: true })).toContainText('64%');
  await expect.poll(async () => [...(await markers(page)).values()].map(({ label }) => label)).toContain(name);

  await page.goto('/people');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await page.getByRole('searchbox').fill(identifier);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Scaffolder');
  await expect(page.getByRole('status').filter({ hasText: '1 person' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`q=${identifier}`));

  await page.getByRole('link', { name: `Show ${name} on the map` }).click();
  await untilLive(page);
  const card = page.getByRole('article', { name: `Details of ${name}` });
  await card.getByRole('button', { name: 'Follow' }).click();
  await expect(card.getByRole('button', { name: 'Following' })).toBeVisible();
  await reportByOwnTracks(link ?? '', { ...place, latitude: place.latitude + 0.001 });
  await expect.poll(() => card.textContent()).toContain((place.latitude + 0.001).toFixed(5));
});

test('a door somebody kept the address of connects a phone too', async ({ page }) => {
  await signIn(page);
  await page.goto('/trackers');
  await page.getByRole('row').getByRole('rowheader').first().getByRole('link').click();
  await page.getByRole('button', { name: 'Connect a phone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Use a door whose address you kept').click();
  await dialog.getByLabel('Address of the door').fill('not a door');
  await dialog.getByRole('button', { name: 'Use this door' }).click();
  await expect(dialog.getByText('This is no address of a door.')).toBeVisible();
  await dialog.getByLabel('Address of the door').fill('http://10.1.2.3:5055/i/kept-secret-of-a-door/owntracks');
  await dialog.getByRole('button', { name: 'Use this door' }).click();
  await expect(dialog.getByLabel('Server URL')).toHaveValue(/\/i\/kept-secret-of-a-door\/$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/connect=/);
});
