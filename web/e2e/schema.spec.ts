import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('the schema is searched and read, and types lead on to each other', async ({ page }) => {
  await signIn(page);
  await page.goto('/developers');
  await page.getByRole('link', { name: 'Schema of the API' }).click();
  await expect(page.getByRole('region', { name: 'Query' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('headcountChanged');
  const types = page.getByRole('navigation', { name: 'Types' });
  await types.getByRole('button', { name: 'Subscription' }).click();
  const shown = page.getByRole('list', { name: 'Members of Subscription' });
  await expect(shown.getByRole('listitem').first()).toContainText('headcountChanged');
  await shown.getByRole('button', { name: 'HeadcountChange!' }).first().click();
  await expect(page).toHaveURL(/type=HeadcountChange/);
  await expect(page.getByRole('region', { name: 'HeadcountChange' })).toContainText('cursor');
});
