import { expect, test } from '@playwright/test';
import { mapboxToken } from './config.ts';
import { markers } from './journey.ts';
import { startOperated, type OperatedWeb } from './operator.ts';

let web: OperatedWeb;

test.beforeAll(async () => {
  web = await startOperated({ mapboxToken: 'no-token-of-anybody' });
});

test.afterAll(async () => web[Symbol.asyncDispose]());

test('a token that Mapbox refuses leads back to the built-in map, which says so', async ({ page }) => {
  const asked: string[] = [];
  await page.route(/mapbox\.com/, async (route) => {
    asked.push(new URL(route.request().url()).host);
    await route.fulfill({ status: 401, json: { message: 'Not Authorized - Invalid Token' } });
  });
  await web.openMap(page);

  await expect(page.getByText('Mapbox refused the token of this installation')).toBeVisible();
  expect(asked).toContain('api.mapbox.com');
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
});

test('an operator’s token of Mapbox draws the map', async ({ page }) => {
  const token = mapboxToken();
  test.skip(token === null, 'draws by Mapbox: no token in TREKKER_E2E_MAPBOX_TOKEN');
  await using operated = await startOperated({ mapboxToken: token });
  await operated.openMap(page);
  await expect(page.locator('canvas.mapboxgl-canvas')).toBeVisible();
  await expect(page.getByText('Mapbox refused the token of this installation')).toHaveCount(0);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
});
