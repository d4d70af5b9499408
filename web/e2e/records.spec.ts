import { expect, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

// One red pixel, made by hand: a PNG of 1 by 1.
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

test('a person is edited, gets a picture, and gives the phone back', async ({ page }, { project }) => {
  const name = `rec-${project.name}-${Date.now()}`;
  await signIn(page);
  const { person } = await addPhone(page, name);
  await page.goto(`/people?q=${name}`);
  await page.getByRole('rowheader').getByRole('link', { name: person }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Full name').fill(`${person} II`);
  await dialog.getByLabel('Kind').selectOption({ label: 'Visitor' });
  await dialog.getByLabel('Trade').fill('Surveyor');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${person} II` })).toBeVisible();
  await expect(page.getByText('Surveyor, Visitor')).toBeVisible();

  const file = { name: 'face.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
  await page.getByLabel('Picture').setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Change' })).toBeVisible();
  await page.getByLabel('Picture').setInputFiles({ ...file, buffer: Buffer.from('no picture') });
  await expect(page.getByText('no picture the browser can read')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Add picture' })).toBeVisible();

  const trackers = page.getByRole('region', { name: 'Trackers', exact: true });
  await trackers.getByRole('button', { name: 'Return' }).click();
  await trackers.getByRole('button', { name: 'Return' }).click();
  await expect(trackers.getByText('Carries no tracker')).toBeVisible();
  await trackers.getByRole('button', { name: 'Give a tracker' }).click();
  await dialog.getByRole('searchbox').fill(name);
  await dialog
    .getByRole('list', { name: 'Found' })
    .getByRole('button', { name: `Phone ${name}` })
    .click();
  await expect(trackers.getByRole('link', { name: `Phone ${name}` })).toBeVisible();
});

test('a tracker gets another identifier, and shows who carried it and how it was heard', async ({ page }, {
  project,
}) => {
  const name = `trk-${project.name}-${Date.now()}`;
  await signIn(page);
  const { person } = await addPhone(page, name);
  await page.goto(`/trackers?q=${name}`);
  await page.getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Carried by' })).toContainText(person);
  await expect(page.getByRole('region', { name: 'Connection' })).toContainText('Disconnected');
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add an identifier' }).click();
  await dialog.getByLabel('Identifier 2', { exact: true }).fill(`${name}-b`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${name}, ${name}-b`)).toBeVisible();
});

test('a tracker leads to what the administration of devices knows of it', async ({ page }) => {
  await signIn(page);
  for (const [name, address] of [
    ['Messages', /\/devices\/messages\?q=\S+/],
    ['Quarantine', /\/devices\/quarantine\?tracker=/],
    ['Filter rules', /\/devices\/rules\?tracker=/],
    ['Keys and clocks', /\/devices\/reading\?tracker=/],
  ] as const) {
    await page.goto('/trackers');
    await page.getByRole('row').getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('region', { name: 'Device', exact: true }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(address);
  }
});

test('a visit is shown with the positions behind it', async ({ page }, { project }) => {
  const name = `vis-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`);
  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  await page.goto(`/people?q=${name}`);
  await page.getByRole('rowheader').getByRole('link', { name: phone.person }).click();
  await untilLive(page);
  await expect(page.getByRole('region', { name: 'Now' }).getByRole('link', { name: zone.name })).toBeVisible();
  const visits = page.getByRole('region', { name: 'Visits' });
  await visits.getByRole('button', { name: zone.name }).click();
  await expect(visits.getByRole('cell', { name: 'began it' })).toBeVisible();
  await expect(visits.getByRole('cell', { name: /inside$/ }).first()).toBeVisible();
  await visits.getByRole('button', { name: 'Day before' }).click();
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await expect(visits.getByText('No visit to any zone.')).toBeVisible();
  await visits.getByRole('button', { name: 'Today' }).click();
  await expect(visits.getByRole('button', { name: zone.name })).toBeVisible();

  await page.getByRole('region', { name: 'Now' }).getByRole('link', { name: zone.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: zone.name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'People inside' })).toContainText(phone.person);
  await expect(page.getByRole('region', { name: 'Shape and rules' })).toContainText('in a row begin a visit');
  await expect(page.getByRole('region', { name: 'Visits' })).toContainText(phone.person);
  await archiveZone(page, zone);
});

test('zones stand in their places with live headcounts, and one is renamed and archived', async ({ page }, {
  project,
}) => {
  const name = `Zone zp-${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/zones');
  await untilLive(page);
  const main = page.getByRole('main');
  await expect(main.getByRole('region').getByRole('listitem').first()).toContainText(/present/);
  const zone = await addZone(page, name);
  const row = main.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('0 present');
  await page.getByRole('searchbox').fill(name);
  await expect(main.getByRole('region')).toHaveCount(1);
  await row.getByRole('link', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(`${name} II`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${name} II` })).toBeVisible();
  await page.getByRole('button', { name: 'Archive' }).click();
  await dialog.getByRole('button', { name: 'Archive the zone' }).click();
  await expect(page.getByText('This zone ended on')).toBeVisible();
  expect(zone.id).not.toBe('');
});

test('what does not exist is said to be missing', async ({ page }) => {
  await signIn(page);
  for (const [path, text] of [
    ['/people/01980000-0000-7000-8000-000000000000', 'There is no such person'],
    ['/trackers/01980000-0000-7000-8000-000000000000', 'There is no such tracker'],
    ['/assets/01980000-0000-7000-8000-000000000000', 'There is no such asset'],
    ['/zones/01980000-0000-7000-8000-000000000000', 'There is no such zone'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(text)).toBeVisible();
  }
});
