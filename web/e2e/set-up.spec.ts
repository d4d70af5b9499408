import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { startEmpty, type EmptyProduct } from './empty-product.ts';

const PASSWORD = 'a long enough password';
const USED = 'This link was used already or is too old. The server prints a new one when it starts.';
let product: EmptyProduct;

test.beforeAll(async () => {
  product = await startEmpty();
});

test.afterAll(async () => product[Symbol.asyncDispose]());

test('the printed link makes the first organisation, once, and no other link does', async ({ page }) => {
  await page.goto(product.link.replace(/#.*/, ''));
  await expect(page.getByText('needs the link that the server printed')).toBeVisible();

  await page.goto(product.link.replace(/#.*/, '#token=of-nobody'));
  await fillIn(page, 'northwind');
  await expectAccessible(page);
  await page.getByLabel('Password again').fill('another password');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByLabel('Password again')).toHaveAccessibleDescription('Both passwords must be the same.');
  await page.getByLabel('Password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText(USED)).toBeVisible();

  await page.goto(product.link);
  await fillIn(page, 'northwind');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText('Trekker is set up')).toBeVisible();
  await expectAccessible(page);
  expect(page.url()).not.toContain('token');

  await page.getByRole('link', { name: 'Go to sign-in' }).click();
  await page.getByLabel('Sign-in name').fill('ada');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const card = page.getByRole('region', { name: 'Getting started' });
  await expect(card).toContainText('0 of 3 steps done');
  await card.getByRole('link', { name: 'Open the guide' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Getting started' })).toBeVisible();

  await page.goto(product.link);
  await fillIn(page, 'southwind');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText(USED)).toBeVisible();
});

async function fillIn(page: Page, tenant: string): Promise<void> {
  await page.getByLabel('Name of the organisation').fill('Northwind Terminal');
  await page.getByLabel('Short name').fill(tenant);
  await page.getByLabel('Your name').fill('Ada Adams');
  await page.getByLabel('Sign-in name').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Password again').fill(PASSWORD);
}
