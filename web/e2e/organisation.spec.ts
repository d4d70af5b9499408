import { expect, signIn, test } from './journey.ts';

test('a company gets a crew, which is renamed and moved', async ({ page }, { project }) => {
  const stamp = `${project.name} ${Date.now()}`;
  const [company, other, crew] = [`Company ${stamp}`, `Other company ${stamp}`, `Crew ${stamp}`];
  await signIn(page);
  await page.goto('/organisation');
  const dialog = page.getByRole('dialog');
  for (const name of [company, other]) {
    await page.getByRole('button', { name: 'Add unit' }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Add unit' }).click();
    await expect(dialog).toHaveCount(0);
  }
  await page.getByRole('button', { name: `Add a unit below ${company}` }).click();
  await dialog.getByLabel('Name').fill('Working title');
  await dialog.getByRole('button', { name: 'Add unit' }).click();
  await page.getByRole('button', { name: 'Edit Working title' }).click();
  await dialog.getByLabel('Name').fill(crew);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: crew })).toBeVisible();

  await page.getByRole('button', { name: `Move ${crew}` }).click();
  await dialog.getByLabel('Unit above').selectOption({ label: other });
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const names = page.getByRole('list', { name: 'Organisation' }).getByRole('link');
  await expect.poll(async () => (await names.allTextContents()).join('|')).toContain(`${other}|${crew}`);

  await page.getByRole('button', { name: 'Add unit' }).click();
  await dialog.getByLabel('Name').fill(company);
  await dialog.getByRole('button', { name: 'Add unit' }).click();
  await expect(dialog.getByText('This name is already in use.')).toBeVisible();
});
