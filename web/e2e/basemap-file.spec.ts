import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { PALETTES } from '../map/palette.ts';
import { expectAccessible } from './accessibility.ts';
import { coastArchive } from './coast-archive.ts';
import { markers } from './journey.ts';
import { startOperated } from './operator.ts';
import { channels, shareOfColour } from './pixels.ts';

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trekker-basemap-'));
});

test.afterAll(() => rm(folder, { recursive: true }));

test('the file of the operator lies below everybody, in both themes, and nobody else is asked', async ({ page }) => {
  const asked = addressesAsked(page);
  const basemapFile = join(folder, 'coast.pmtiles');
  await writeFile(basemapFile, coastArchive());
  await using web = await startOperated({ basemapFile });
  await web.openMap(page);
  await expect.poll(async () => (await markers(page)).size, { timeout: 90_000 }).toBeGreaterThan(0);
  // The plan of the site covers what lies below it.
  while ((await scaleMeters(page)) < 2_000) await page.getByRole('button', { name: 'Zoom out' }).click({ delay: 600 });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const { plan, ground } = PALETTES[theme];
    const { sea, land } = await shores(page);
    await expect.poll(async () => shareOfColour(page, channels(plan.ground.WATER), sea)).toBeGreaterThan(0.9);
    await expect.poll(async () => shareOfColour(page, channels(ground), land)).toBeGreaterThan(0.6);
    expect(await shareOfColour(page, channels(plan.ground.WATER), land)).toBe(0);
  }
  const own = new URL(page.url()).origin;
  expect([...new Set(asked.map(({ origin }) => origin))]).toEqual([own]);
  expect(asked.filter(({ pathname }) => pathname.startsWith('/basemap/tiles/')).length).toBeGreaterThan(0);
  await expect(page.getByText('could not be loaded, so the built-in map is shown')).toBeHidden();
  const attribution = page.locator('.maplibregl-ctrl-attrib-inner');
  await expect(attribution.getByRole('link', { name: '© Coast Survey' })).toHaveAttribute(
    'href',
    'https://coast.example/licence',
  );
  await expect(attribution.locator('script')).toHaveCount(0);
  await expectAccessible(page);
});

test('a file that is cut off gives way to bare ground, which says so', async ({ page }) => {
  const basemapFile = join(folder, 'cut.pmtiles');
  await writeFile(basemapFile, coastArchive().subarray(0, -1));
  await using web = await startOperated({ basemapFile });
  await web.openMap(page);
  await expect(page.getByText('The basemap of this installation could not be loaded')).toBeVisible();
  await expect.poll(async () => (await markers(page)).size, { timeout: 90_000 }).toBeGreaterThan(0);
});

/** The length of the scale in the corner, which also says how far out the map is where others left trackers far away. */
async function scaleMeters(page: Page): Promise<number> {
  const [, length = '', unit] =
    /([\d.]+)\s*(km|m)/.exec(await page.locator('.maplibregl-ctrl-scale').innerText()) ?? [];
  return Number(length) * (unit === 'km' ? 1_000 : 1);
}

/** Parts of the map far from the site, above the buttons: in the west, and in the east of the coast. */
async function shores(page: Page) {
  const canvas = await page.locator('canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  const part = { y: canvas.height * 0.05, width: canvas.width * 0.12, height: canvas.height * 0.15 };
  return { sea: { ...part, x: canvas.width * 0.2 }, land: { ...part, x: canvas.width * 0.87 } };
}

/** What a page asks for from now on. */
function addressesAsked(page: Page): URL[] {
  const asked: URL[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http')) asked.push(url);
  });
  return asked;
}
