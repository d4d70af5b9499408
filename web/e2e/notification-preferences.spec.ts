import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, openOverview, signIn, test } from './journey.ts';

test('somebody says what arrives how and when it is to be quiet, and finds it again', async ({ page }) => {
  await openOverview(page);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('link', { name: 'What arrives how' }).click();
  await expect(page).toHaveURL(/\/notifications\/preferences$/);
  const left = page.getByRole('checkbox', { name: 'Left: By e-mail' });
  await expect(left).toBeChecked();
  await left.uncheck();
  await expect(page.getByRole('checkbox', { name: 'Muster started: In the app' })).toBeDisabled();
  await page.getByLabel('Quiet from').fill('22:00');
  await page.getByLabel('Quiet to').fill('06:30');
  await page.getByLabel('Time zone').fill('Mars/Base');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/no known time zone/)).toBeVisible();
  await page.getByLabel('Time zone').fill('Europe/Oslo');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  await page.reload();
  await expect(left).not.toBeChecked();
  await expect(page.getByLabel('Quiet to')).toHaveValue('06:30');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Oslo');
  await ask(page, SET, { input: { leftOut: [] } });
});

test('somebody says where e-mails go, is told what is none, and takes it away again', async ({ page }, { project }) => {
  await signIn(page);
  await page.goto('/notifications/preferences');
  const address = page.getByLabel('Your e-mail address');
  const wanted = `ada-${project.name}@example.org`;
  await address.fill('no address');
  await page.getByRole('button', { name: 'Save the address' }).click();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await address.fill(wanted);
  await page.getByRole('button', { name: 'Save the address' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(address).toHaveValue(wanted);
  await page.goto('/users');
  await page.getByRole('table').getByRole('button', { name: 'Demo administrator' }).click();
  const theirs = page.getByRole('dialog').getByLabel('E-mail address');
  await expect(theirs).toHaveValue(wanted);
  await expectAccessible(page);
  await theirs.fill('');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the address' }).click();
  await expect(page.getByRole('dialog').getByText('Saved.')).toBeVisible();
  await page.goto('/notifications/preferences');
  await expect(address).toHaveValue('');
});

const SET = `mutation($input: SetNotificationPreferencesInput!) {
  setNotificationPreferences(input: $input) { preferences { userId } userErrors { message } }
}`;
