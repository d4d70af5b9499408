import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('an invited dispatcher signs in, sees no hours, and is signed out when suspended', async ({
  page,
  browser,
  baseURL,
}, { project }) => {
  const name = `Dispatcher ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/users');
  await page.getByRole('button', { name: 'Invite user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Sign-in name').fill(name);
  await dialog.getByLabel('Role').selectOption('DISPATCHER');
  await dialog.getByRole('button', { name: 'Invite user' }).click();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Invitations' })).toContainText(name);

  const own = await browser.newContext({ ...(baseURL && { baseURL }) });
  const theirs = await own.newPage();
  await theirs.goto(link);
  await expect(theirs.getByText(`${name}, you are invited`)).toBeVisible();
  await theirs.getByLabel('Password', { exact: true }).fill('a long enough password');
  await theirs.getByLabel('Password again').fill('another password');
  await theirs.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(theirs.getByText('Both passwords must be the same.')).toBeVisible();
  await theirs.getByLabel('Password again').fill('a long enough password');
  await theirs.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(theirs).toHaveURL(/\/$/);

  await expect(theirs.getByRole('link', { name: 'Headcount', exact: true }).first()).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Hours', exact: true })).toHaveCount(0);
  await theirs.goto('/hours');
  await expect(theirs.getByText('You may not see hours')).toBeVisible();
  const refused = await theirs.evaluate(async () => {
    const body = JSON.stringify({
      query: '{ people(first: 1) { nodes { timesheet(weekOf: "2026-01-05") { workedSeconds } } } }',
    });
    const headers = { 'content-type': 'application/json', 'x-trekker-csrf': '1' };
    return (await fetch('/graphql', { method: 'POST', headers, body })).text();
  });
  expect(refused).toContain('FORBIDDEN');
  await theirs.goto(link);
  await expect(theirs.getByText('This invitation was used already')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog', { name, exact: true }).getByRole('button', { name: 'Suspend' }).click();
  const sure = page.getByRole('dialog', { name: `Suspend ${name}` });
  await expect(sure).toContainText('signed out at once');
  await expectAccessible(page);
  await sure.getByRole('button', { name: 'Cancel' }).click();
  await theirs.goto('/people');
  await expect(theirs).toHaveURL(/\/people/);
  await page.getByRole('dialog', { name, exact: true }).getByRole('button', { name: 'Suspend' }).click();
  await sure.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Reinstate' })).toBeVisible();
  await theirs.goto('/people');
  await expect(theirs).toHaveURL(/\/sign-in/);
  await own.close();
});
