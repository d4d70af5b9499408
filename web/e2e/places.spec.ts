import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';
import { placeBesideTheSite } from './zone.ts';

test('places are added, renamed and moved in their tree, and get a plan from a drawing', async ({ page }, {
  project,
}) => {
  const key = `${project.name} ${Date.now()}`;
  await signIn(page);
  const { latitude, longitude } = await placeBesideTheSite(page);
  await page.goto('/zones');
  await page.getByRole('navigation', { name: 'Zones' }).getByRole('link', { name: 'Places' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Places' })).toBeVisible();
  const dialog = page.getByRole('dialog');
  const add = async (name: string, kind: string) => {
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Kind').selectOption(kind);
    await dialog.getByRole('button', { name: 'Add place' }).click();
    await expect(dialog).toContainText(`${name} is there.`);
    await dialog.getByRole('button', { name: 'Later' }).click();
  };
  for (const site of ['North', 'South']) {
    await page.getByRole('button', { name: 'Add a place', exact: true }).click();
    await add(`${site} ${key}`, 'Site');
  }
  await page.getByRole('button', { name: `Add a place in North ${key}` }).click();
  await expect(dialog.getByLabel('Part of').locator('option:checked')).toHaveText(`North ${key}`);
  await add(`Hall ${key}`, 'Building');

  await page.getByRole('button', { name: `Edit North ${key}` }).click();
  await expect(dialog.getByLabel('Part of').getByRole('option', { name: `Hall ${key}` })).toHaveCount(0);
  await dialog.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const hall = page.getByRole('listitem').filter({ hasText: `Hall ${key}` });
  await expect(hall).toContainText('Time in Asia/Tokyo, as above');
  await hall.getByRole('button', { name: /^Edit/ }).click();
  await dialog.getByLabel('Name').fill(`Works ${key}`);
  await dialog.getByLabel('Part of').selectOption(`South ${key}`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const works = page.getByRole('listitem').filter({ hasText: `Works ${key}` });
  await expect(works).not.toContainText('Tokyo');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  await works.getByRole('link').click();
  await expect(page.getByText(`Part of South ${key}`)).toBeVisible();
  const plan = page.getByRole('region', { name: 'Site plan' });
  await expect(plan).toContainText('No plan');
  await plan.getByRole('button', { name: 'Bring a drawing' }).click();
  const choose = (text: string) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'works.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) });
  await choose('<kml/>');
  await expect(dialog.getByText('This is not GeoJSON.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take the file away' }).click();
  await choose(JSON.stringify(drawing({ latitude, longitude })));
  await expect(dialog.getByRole('list', { name: 'What is in the drawing' }).getByRole('listitem')).toHaveText([
    '2 buildings',
    '1 road',
  ]);
  await expect(dialog.getByText('1 shape does not say what it is')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Keep this plan' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(plan.locator('canvas')).toBeVisible();
  const id = page.url().split('/').at(-1);
  const { place } = await ask<{ place: { plan: { features: { properties: object }[] } } }>(page, PLAN, { id });
  expect(place.plan.features.map(({ properties }) => properties)).toEqual([
    { role: 'BUILDING', name: 'Press', heightMeters: 9 },
    { role: 'BUILDING' },
    { role: 'ROAD' },
  ]);
  await expectAccessible(page);
  await plan.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'Take the plan away' }).click();
  await expect(plan).toContainText('No plan');
});

const PLAN = `query($id: ID!) { place(id: $id) { plan } }`;

function drawing({ latitude, longitude }: { latitude: number; longitude: number }): object {
  const square = (west: number) => [
    [west, latitude],
    [west + 0.0002, latitude],
    [west + 0.0002, latitude + 0.0002],
    [west, latitude],
  ];
  const feature = (properties: object, type: string, coordinates: object) => ({
    type: 'Feature',
    properties,
    geometry: { type, coordinates },
  });
  return {
    type: 'FeatureCollection',
    features: [
      feature({ building: 'yes', name: 'Press', 'building:levels': '3' }, 'Polygon', [square(longitude)]),
      feature({}, 'Polygon', [square(longitude + 0.0004)]),
      feature({ highway: 'service' }, 'LineString', square(longitude).slice(0, 2)),
    ],
  };
}
