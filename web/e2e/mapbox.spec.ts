import { expect, test } from '@playwright/test';
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
