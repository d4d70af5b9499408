import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

interface Version {
  readonly boundary: { readonly type: string; readonly coordinates: readonly number[][][] } | null;
  readonly circle: { readonly radiusMeters: number } | null;
  readonly corridor: {
    readonly line: { readonly coordinates: readonly number[][] };
    readonly widthMeters: number;
  } | null;
}

const VERSION = `query($id: ID!) { geofence(id: $id) { version { boundary circle { radiusMeters } corridor { line widthMeters } } } }`;
const TOOLS = { polygon: 'Polygon', circle: 'Circle', corridor: 'Corridor' } as const;

/** Clicks on the map, at shares of its width and height; the first place again where `close` is set. */
async function draw(page: Page, tool: keyof typeof TOOLS, places: readonly (readonly [number, number])[]) {
  await page.getByRole('button', { name: TOOLS[tool], exact: true }).click();
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  for (const [x, y] of places) await page.mouse.click(box.x + x * box.width, box.y + y * box.height, { delay: 30 });
  await expect(page.getByRole('button', { name: 'Start over' })).toBeVisible();
}

async function save(page: Page): Promise<Version> {
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(page).toHaveURL(/\/zones\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').at(-1);
  const { geofence } = await ask<{ geofence: { version: Version } }>(page, VERSION, { id });
  return geofence.version;
}

async function archive(page: Page) {
  const id = page.url().split('/').at(-1) ?? '';
  await ask(page, `mutation($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }`, {
    input: { geofenceId: id },
  });
}

test('a zone is drawn with a hole, gets a name, and stands in the list', async ({ page }, { project }) => {
  const name = `Drawn ${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/zones');
  await untilLive(page);
  await page.getByRole('link', { name: 'Draw a zone' }).click();
  const corners = [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7], [0.3, 0.3]] as const; // prettier-ignore
  const hole = [[0.45, 0.45], [0.55, 0.45], [0.5, 0.55], [0.45, 0.45]] as const; // prettier-ignore
  await draw(page, 'polygon', corners);
  // What was drawn stays on a map that is drawn anew.
  await page.emulateMedia({ colorScheme: 'dark' });
  await draw(page, 'polygon', hole);
  await page.getByLabel('Name', { exact: true }).fill(name);
  const { boundary } = await save(page);
  expect(boundary?.type).toBe('Polygon');
  expect(boundary?.coordinates.map((ring) => ring.length)).toEqual([5, 4]);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await archive(page);
});

test('a circle has the radius that is typed, and a corridor its width', async ({ page }, { project }) => {
  const name = `Round ${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/zones/new');
  await untilLive(page);
  await draw(page, 'circle', [[0.5, 0.5], [0.6, 0.5]]); // prettier-ignore
  await page.getByLabel('Radius in metres').fill('42');
  await page.getByLabel('Name', { exact: true }).fill(name);
  const { circle } = await save(page);
  expect(circle?.radiusMeters).toBeCloseTo(42, 6);
  await page.getByRole('link', { name: 'Edit shape' }).click();
  await draw(page, 'corridor', [[0.3, 0.4], [0.5, 0.5], [0.7, 0.4], [0.7, 0.4]]); // prettier-ignore
  await page.getByLabel('Width in metres').fill('7.5');
  const { circle: before, corridor } = await save(page);
  expect(before).toBeNull();
  expect(corridor?.widthMeters).toBe(7.5);
  expect(corridor?.line.coordinates).toHaveLength(3);
  await archive(page);
});

test('a zone is made with keys alone, and is found again after a reload', async ({ page }, { project }) => {
  const name = `Keys ${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/zones/new');
  await untilLive(page);
  const press = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  const type = async (text: string) => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await press('Put a square in the middle of the map');
  await page.getByText('Corners in numbers').focus();
  await page.keyboard.press('Enter');
  const latitude = (corner: number) => page.getByLabel(`Latitude of corner ${corner}`, { exact: true });
  await press('Add one after corner 4');
  await expect(latitude(5)).toBeFocused();
  await type('95');
  await expect(latitude(5)).toHaveAccessibleDescription(/-90 to 90/);
  const first = await page.getByLabel('Longitude of corner 1', { exact: true }).inputValue();
  await type(`${await latitude(1).inputValue()}, ${Number(first) - 0.001}`);
  await page.keyboard.press('Shift+ArrowUp');
  await expectAccessible(page);
  // Two corners in the wrong order cross the border.
  const [second, third] = [await latitude(2).inputValue(), await latitude(3).inputValue()];
  await latitude(2).focus();
  await type(third);
  await latitude(3).focus();
  await type(second);
  await expect(page.getByText(/It crosses itself: behind corner/)).toBeVisible();
  await type(third);
  await latitude(2).focus();
  await type(second);
  await expect(page.getByText(/It crosses itself/)).toHaveCount(0);
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(name);
  const warned = page.waitForEvent('dialog');
  const reloaded = page.reload();
  const warning = await warned;
  expect(warning.type()).toBe('beforeunload');
  await warning.accept();
  await reloaded;
  await untilLive(page);
  await expect(page.getByText(`, ${name}, was not saved`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Go on with the drawing of/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  const { boundary } = await save(page);
  expect(boundary?.coordinates.map((ring) => ring.length)).toEqual([6]);
  await archive(page);
  await page.goto('/zones/new');
  await untilLive(page);
  await expect(page.getByText('was not saved')).toHaveCount(0);
});

test('what a shape would have seen is shown before it is saved', async ({ page }, { project }) => {
  const name = `try-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`, { validFrom: new Date(Date.now() - 3_600_000).toISOString() });
  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  await page.goto(`/zones/${zone.id}/shape`);
  await untilLive(page);
  await page.getByText('Advanced rules').click();
  await page.getByLabel('Positions to enter').fill('90');
  const history = page.getByRole('region', { name: 'Try on history' });
  await history.getByRole('button', { name: 'Last day' }).click();
  // Phones of other journeys may have been there on the same day, none of them for so many positions.
  const visits = history.getByRole('row', { name: /^Visits/ }).getByRole('cell');
  await expect(visits.first()).toHaveText('0');
  await expect(visits.last()).toHaveText(/^[1-9]/);
  await page.getByLabel('Positions to enter').fill('1');
  await history.getByRole('button', { name: 'Last day' }).click();
  await expect(visits.first()).toHaveText(/^[1-9]/);
  const visit = history.getByRole('list', { name: 'Visits that would have been' }).getByRole('button').first();
  await visit.click();
  await expect(visit).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await archiveZone(page, zone);
});

test('what cannot be saved is said at its place, and nothing is lost', async ({ page }) => {
  await signIn(page);
  await page.goto('/zones/new');
  await untilLive(page);
  await page.getByLabel('Name', { exact: true }).fill('Nowhere');
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(page.getByText('Draw a shape on the map first')).toBeVisible();
  // Its edges cross: the service names where.
  await draw(page, 'circle', [[0.5, 0.5], [0.52, 0.5]]); // prettier-ignore
  await page.getByText('Advanced rules').click();
  await page.getByLabel('Exit buffer in metres').evaluate((field: HTMLInputElement) => (field.max = ''));
  await page.getByLabel('Exit buffer in metres').fill('20000');
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(page.getByLabel('Exit buffer in metres')).toHaveAccessibleDescription(/10,000/);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nowhere');
});

test('a shape that is refused is shown as it could be repaired', async ({ page }, { project }) => {
  await signIn(page);
  await page.goto('/zones/new');
  await untilLive(page);
  const bow = [[0.3, 0.3], [0.6, 0.6], [0.6, 0.3], [0.3, 0.6], [0.3, 0.3]] as const; // prettier-ignore
  await draw(page, 'polygon', bow);
  await page.getByLabel('Name', { exact: true }).fill(`Bow ${project.name}-${Date.now()}`);
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await page.getByRole('button', { name: 'Show how it could be repaired' }).click();
  await expect(page.getByRole('list', { name: 'What was changed' }).getByRole('listitem').first()).toBeVisible();
  const { boundary } = await save(page);
  expect(boundary?.type).toBe('MultiPolygon');
  await archive(page);
});

test('zones come from a file, and what of it cannot be used is said', async ({ page }, { project }) => {
  const name = `file-${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/zones');
  await untilLive(page);
  await page.getByRole('button', { name: 'Import a file' }).click();
  const dialog = page.getByRole('dialog');
  const choose = (fileName: string, text: string) =>
    dialog.getByLabel('File').setInputFiles({ name: fileName, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await choose('yard.txt', 'no shapes');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText('Choose a file that ends in')).toBeVisible();
  const feature = (what: string, coordinates: readonly (readonly number[])[]) => ({
    type: 'Feature',
    properties: { name: `${what} ${name}` },
    geometry: { type: 'Polygon', coordinates: [coordinates] },
  });
  const good = feature('Good', [[4, 51], [4.001, 51], [4.001, 51.001], [4, 51]]); // prettier-ignore
  const bad = feature('Bad', [[4, 95], [4.001, 95], [4.001, 95.001], [4, 95]]); // prettier-ignore
  await choose('yard.geojson', JSON.stringify({ type: 'FeatureCollection', features: [good, bad] }));
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText('1 zone was added; one could not be used.')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'What could not be used' })).toContainText(`Bad ${name}`);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Export' }).click();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Zones.geojson');
  expect(await readFile(await download.path(), 'utf8')).toContain(`Good ${name}`);
  await expect(dialog.getByText(/zones are in the file/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('link', { name: `Good ${name}`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Good ${name}` })).toBeVisible();
  await archive(page);
});
