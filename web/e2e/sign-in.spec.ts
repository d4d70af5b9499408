import type { Page } from '@playwright/test';
import { e2eSettings } from './config.ts';
import { expect, test, untilLive } from './journey.ts';

test('somebody signs in, stays signed in over a reload and signs out', async ({ page, context }) => {
  await signInByForm(page);
  await untilLive(page);
  const session = (await context.cookies()).find(({ name }) => name.endsWith('trekker'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.reload();
  await expect(page).toHaveURL(/\/$/);

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/people');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a wrong password is refused with a reason and nothing is shown', async ({ page }) => {
  const { tenant, name } = e2eSettings();
  await page.goto(`/t/${tenant}`);
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible();
  await expect(page).toHaveURL(/\/t\//);
});

test('a form that is sent before the page is alive puts no password into the address', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL && { baseURL }), javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Sign-in name').fill('somebody');
  await page.getByLabel('Password').fill('nobody may read this');
  await page.getByLabel('Password').press('Enter');
  await page.getByRole('button', { name: 'Sign in' }).click({ force: true });
  expect(page.url()).toMatch(/\/sign-in$/);
  await context.close();
});

async function signInByForm(page: Page): Promise<void> {
  const { tenant, name, password } = e2eSettings();
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  const tenantField = page.getByLabel('Organisation');
  if (await tenantField.isVisible()) await tenantField.fill(tenant);
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/$/);
}
