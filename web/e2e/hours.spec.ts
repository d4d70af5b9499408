import { expect, signIn, test } from './journey.ts';

test('a week of hours leads to the positions behind a stretch of a day', async ({ page }) => {
  // The people of the demo are still uploading what their phones recorded.
  test.setTimeout(180_000);
  await signIn(page);
  const days = page.getByRole('table', { name: 'Hours' }).locator('td a');
  await expect(async () => {
    await page.goto('/hours');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    // On a Monday the last working day lies in the week before.
    if (!(await days.count())) await page.getByRole('button', { name: 'Week before' }).click();
    await expect(days.first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });

  await days.first().click();
  await expect(page).toHaveURL(/\/hours\/[^?]+\?week=\d{4}-\d\d-\d\d&day=/);
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText('Choose a stretch of a day');
  await page.getByRole('button', { name: /Work/ }).first().click();
  await expect(evidence).toContainText(/\d+ positions? of /);
  await expect(evidence).toContainText(/began: [\d.]+ m inside/);
  await expect(evidence.locator('canvas')).toBeVisible();

  await page.getByText('How hours follow from visits').click();
  await expect(page.getByText('between two visits counts as work')).toBeVisible();
  await page.getByRole('button', { name: 'Week after' }).click();
  await page.getByRole('button', { name: 'Week after' }).click();
  await expect(page.getByRole('button', { name: 'This week' })).toBeVisible();
});
