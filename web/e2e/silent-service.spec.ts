import type { Page } from '@playwright/test';
import { expect, openOverview, test, untilLive } from './journey.ts';

const UNAVAILABLE = {
  data: null,
  errors: [{ message: 'headcount does not answer', extensions: { code: 'UNAVAILABLE' } }],
};

test('a service that falls silent leaves its last numbers, and since when they are old', async ({ page }) => {
  test.slow();
  await openOverview(page);
  await untilLive(page);
  const tile = page.getByRole('link', { name: /^On site now/ });
  await expect(tile).toContainText(/\d/);
  const silence = await silenceOf(page, 'Total');

  await expect(tile).toContainText(/stale since \d/, { timeout: 40_000 });
  await expect(tile).toContainText(/^\D*\d/);

  await silence.end();
  await expect(tile).not.toContainText('stale since', { timeout: 40_000 });
});

/** Answers a question as the gateway does while the service behind it is down. */
async function silenceOf(page: Page, operation: string): Promise<{ end: () => Promise<void> }> {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(`"operationName":"${operation}"`)
      ? route.fulfill({ json: UNAVAILABLE })
      : route.fallback(),
  );
  return { end: () => page.unroute('**/graphql') };
}
