import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';

test('a place counts nobody by hand for ever: its reset is set, moved and ended', async ({ page }, { project }) => {
  const name = `Reset ${project.name} ${Date.now()}`;
  await signIn(page);
  await ask(page, PLACE, { input: { name, kind: 'SITE' } });
  await page.goto('/zones');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const reset = page.getByRole('region', { name: 'Daily reset' });
  const dialog = page.getByRole('dialog');
  await expect(reset).toContainText('No reset');
  await reset.getByRole('button', { name: 'Set a time' }).click();
  await dialog.getByLabel('Time of day').fill('03:30');
  await dialog.getByLabel('Time zone').selectOption('Europe/Berlin');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(reset).toContainText('03:30, Europe/Berlin');
  await expect(reset).toContainText('not yet');

  await reset.getByRole('button', { name: 'Change' }).click();
  await dialog.getByLabel('Time of day').fill('05:00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(reset).toContainText('05:00, Europe/Berlin');
  await reset.getByText('What was set, and when it ran').click();
  const history = reset.getByRole('list', { name: 'What was set, and when it ran' });
  await expect(history.getByRole('listitem')).toHaveText([/^Set to 05:00/, /^Set to 03:30/]);
  await expectAccessible(page);
  await reset.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'Do not reset any more' }).click();
  await expect(reset).toContainText('No reset');
  await expect(history.getByRole('listitem').first()).toHaveText(/^Ended/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
});

const PLACE = `mutation($input: CreatePlaceInput!) { createPlace(input: $input) { place { id } userErrors { message } } }`;
