import { expectAccessible } from './accessibility.ts';
import { expect, openOverview, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';

test('the palette leads to pages and to whom one names, by keyboard alone', async ({ page }, { project }) => {
  const name = `pal-${project.name}-${Date.now()}`;
  await openOverview(page);
  const { person } = await addPhone(page, name);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go anywhere' });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill('headc');
  await expect(page.getByRole('option', { name: 'Headcount' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/headcount$/);
  await expect(field).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await field.fill('quarantine');
  await expect(page.getByRole('option', { name: 'Quarantine Devices' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/devices\/quarantine$/);
  await expect(field).toHaveCount(0);

  await page.getByRole('button', { name: /Search and go/ }).click();
  await field.fill(name);
  await expect(page.getByRole('option', { name: person })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: person })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('a compact layout shows more and stays so', async ({ page }, { project }) => {
  test.skip(project.name === 'phone', 'a phone keeps what a thumb needs');
  await signIn(page);
  await page.goto('/trackers');
  const row = page.getByRole('row').nth(1);
  const before = (await row.boundingBox())?.height ?? 0;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go anywhere' }).fill('compact');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await row.boundingBox())?.height ?? before).toBeLessThan(before);
  await page.reload();
  await expect.poll(async () => (await row.boundingBox())?.height ?? before).toBeLessThan(before);
});
