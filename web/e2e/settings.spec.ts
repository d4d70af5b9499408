import { expect, signIn, test } from './journey.ts';

test('a setting is changed, refused with a reason, and its history says by whom', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  const color = page.getByLabel('Brand colour', { exact: true });
  const wanted = `#0${Date.now().toString(16).slice(-5)}`;
  await color.fill('blueish');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('This is no colour, such as #1f6feb.')).toBeVisible();
  await color.fill(wanted);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(color).toHaveValue(wanted);
  await page.getByText('Changes', { exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `→ ${wanted}` })).toContainText('Demo administrator');

  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect(page.getByRole('list', { name: 'Audit' })).toContainText('settings changed');
  await page.getByRole('tab', { name: 'General' }).click();
  await color.fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});
