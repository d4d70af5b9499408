import type { Page } from '@playwright/test';
import { e2eSettings } from './config.ts';
import { expect, openOverview, test, untilLive } from './journey.ts';
import { offScreen } from './off-screen.ts';

const PAGES = [
  '/',
  '/map',
  '/people',
  '/trackers',
  '/zones',
  '/headcount',
  '/musters',
  '/hours',
  '/users',
  '/settings',
];

test.describe('whose browser speaks German', () => {
  test.use({ locale: 'de-AT' });

  test('signs in by German words, and may choose English', async ({ page }) => {
    const { tenant, name, password } = e2eSettings();
    await page.goto('/');
    const tenantField = page.getByLabel('Organisation');
    if (await tenantField.isVisible()) await tenantField.fill(tenant);
    await page.getByLabel('Anmeldename').fill(name);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByLabel('Sprache').selectOption('English');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByLabel('Sign-in name')).toHaveValue(name);
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByLabel('Passwort').fill(password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Überblick' })).toBeAttached();

    await page.goto('/devices');
    await page.getByRole('button', { name: 'Gerät übernehmen' }).click();
    const identifier = page.getByRole('dialog').getByRole('textbox', { name: 'Kennung' });
    await identifier.fill(`86${Date.now()}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Übernehmen' }).click();
    await expect(identifier).toHaveAccessibleDescription(/Dieses Gerät muss sich in den letzten 15 Minuten/);
  });
});

test('the language changes on the spot, stays, and fits every page', async ({ page }, { project }) => {
  await openOverview(page);
  await untilLive(page);
  await chooseLanguage(page, { menu: /^Account/, label: 'Language', to: 'Deutsch' });
  await expect(page.getByRole('heading', { level: 1, name: 'Überblick' })).toBeAttached();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await untilLive(page);
  for (const address of PAGES) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    // What has no sentence is shown as its key.
    await expect(page.locator('body')).not.toContainText(/\b(nav|map|zones|people|lists|records|hours)\.[a-zA-Z]/);
    if (project.name === 'phone') expect(await offScreen(page), address).toEqual([]);
  }
  await chooseLanguage(page, { menu: /^Konto/, label: 'Sprache', to: 'English' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('lines that run from right to left turn the screen about', async ({ page }, { project }) => {
  await openOverview(page);
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  const account = page.getByRole('button', { name: /^Account/ });
  const { width } = page.viewportSize() ?? { width: 0 };
  const at = (await account.boundingBox())?.x ?? -1;
  if (project.name === 'desk') expect(at).toBeGreaterThan(width / 2);
  else expect(at).toBeLessThan(width / 2);
  expect(await offScreen(page)).toEqual([]);
});

async function chooseLanguage(
  page: Page,
  { menu, label, to }: { menu: RegExp; label: string; to: string },
): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByLabel(label).selectOption(to);
}
