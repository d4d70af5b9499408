import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';
import { addPerson } from './person.ts';
import { addSite } from './site.ts';
import { archiveZone } from './zone.ts';

test('a person gets a station of their own, then any again', async ({ page }, { project }) => {
  const stamp = `${project.name} ${Date.now()}`;
  await signIn(page);
  const site = await addSite(page, `Own ${stamp}`);
  const person = await addPerson(page, `Kim ${stamp}`);
  await page.goto('/musters');
  await page.getByRole('link', { name: 'Own stations' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Own stations' })).toBeVisible();
  await expect(page).toHaveTitle(/Own stations/);
  const dialog = page.getByRole('dialog');
  const pick = async () => {
    await page.getByRole('button', { name: 'Stations for a person' }).click();
    await dialog.getByLabel('Search people').fill(person.name);
    // Before the search there are others, too, and what is there goes when it begins.
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await dialog.getByRole('button', { name: person.name }).click();
  };
  await pick();
  await dialog.getByLabel(site.station.name).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('table', { name: 'Own stations' }).getByRole('row').filter({ hasText: person.name });
  await expect(row).toContainText(site.station.name);
  await expectAccessible(page);

  // Found again by search, they keep what they have.
  await pick();
  await expect(dialog.getByLabel(site.station.name)).toBeChecked();
  await page.keyboard.press('Escape');

  await row.getByRole('button', { name: `Change the stations of ${person.name}` }).click();
  await expect(dialog.getByLabel(site.station.name)).toBeChecked();
  await dialog.getByLabel(site.station.name).uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Any station');

  await page.getByRole('button', { name: 'Stations for a unit' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('This no longer exists, or you may not see it.')).toBeVisible();
  const unit = { label: 'Halvard Security › Guards' };
  await dialog.getByLabel('Unit, with all below it').selectOption(unit);
  await dialog.getByLabel(site.station.name).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  // Chosen again, the unit keeps what it has; then it may go anywhere again.
  await page.getByRole('button', { name: 'Stations for a unit' }).click();
  await expect(dialog.getByLabel(site.station.name)).not.toBeChecked();
  await dialog.getByLabel('Unit, with all below it').selectOption(unit);
  await expect(dialog.getByLabel(site.station.name)).toBeChecked();
  await dialog.getByLabel(site.station.name).uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await archiveZone(page, site.station);
  await archiveZone(page, site.work);
});
