import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';
import { addPerson } from './person.ts';

test('a person is held, and erased once nothing holds them', async ({ page }, { project }) => {
  await signIn(page);
  const person = await addPerson(page, `Kim ${project.name} ${Date.now()}`);
  await page.goto(`/people/${person.id}`);
  const section = page.getByRole('region', { name: 'Keeping and erasing' });
  const dialog = page.getByRole('dialog');
  await section.getByRole('button', { name: 'Place a hold' }).click();
  await dialog.getByLabel('Why').fill('Inspection 12');
  await dialog.getByRole('button', { name: 'Place it' }).click();
  await expect(section.getByRole('list', { name: 'Holds' })).toContainText('Inspection 12');
  await expect(section.getByRole('button', { name: 'Erase the person' })).toBeHidden();
  await expectAccessible(page);
  await section.getByRole('button', { name: 'Release' }).click();
  await dialog.getByRole('button', { name: 'Release' }).click();

  await section.getByRole('button', { name: 'Erase the person' }).click();
  await expect(dialog).toContainText('Positions, visits, headcounts and hours');
  await dialog.getByLabel('Why').fill('Asked for it');
  await dialog.getByLabel(/^Type the name/).fill('Somebody else');
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await expect(dialog.getByLabel(/^Type the name/)).toHaveAccessibleDescription(`This is not ${person.name}.`);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
  await dialog.getByLabel(/^Type the name/).fill(person.name);
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Erased person' })).toBeVisible();
  await expect(page.getByText('Nobody knows any more who this was.')).toBeVisible();
  await expect(page.getByText(/^By .*: Asked for it$/)).toBeVisible();
  await expect(section).toBeHidden();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeHidden();
  await expectAccessible(page);
});
