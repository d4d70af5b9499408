import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { markers } from './journey.ts';
import { startOperated } from './operator.ts';
import { shareOfColour } from './pixels.ts';
import { startTileServer, TILE_COLOUR, type TileServer } from './tile-server.ts';

let tiles: TileServer;

test.beforeAll(async () => {
  tiles = await startTileServer();
});

test.afterAll(async () => tiles[Symbol.asyncDispose]());

test('the basemap of the operator lies below everybody, in both themes, and nobody else is asked', async ({ page }) => {
  const others = hostsAsked(page);
  await using web = await startOperated({ basemapUrl: `${tiles.origin}/style.json` });
  await web.openMap(page);
  await expect.poll(async () => (await markers(page)).size, { timeout: 90_000 }).toBeGreaterThan(0);
  // The plan of the site covers what lies below it.
  for (let level = 0; level < 3; level++) await page.getByRole('button', { name: 'Zoom out' }).click({ delay: 600 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(async () => shareOfColour(page, TILE_COLOUR)).toBeGreaterThan(0.05);
  }
  expect([...others].toSorted()).toEqual([new URL(tiles.origin).host, new URL(page.url()).host].toSorted());
  // The policy, and not good will, keeps the rest of the world out.
  const refused = await page.evaluate(() => fetch('http://127.0.0.1:9/').then(String, String));
  expect(refused).toContain('TypeError');
  await expect(page.getByText('could not be loaded, so the built-in map is shown')).toBeHidden();
  await expectAccessible(page);
});

for (const [what, path] of [
  ['that answers nothing', '/nothing.json'],
  ['whose source is missing', '/empty.json'],
]) {
  test(`a basemap ${what} gives way to bare ground, which says so`, async ({ page }) => {
    await using web = await startOperated({ basemapUrl: `${tiles.origin}${path}` });
    await web.openMap(page);
    await expect(page.getByText('The basemap of this installation could not be loaded')).toBeVisible();
    expect(tiles.asked).toContain(path);
    await expect.poll(async () => (await markers(page)).size, { timeout: 90_000 }).toBeGreaterThan(0);
    expect(await shareOfColour(page, TILE_COLOUR)).toBe(0);
    await expectAccessible(page);
  });
}

/** Whom a page asks from now on. */
function hostsAsked(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http')) hosts.add(url.host);
  });
  return hosts;
}
