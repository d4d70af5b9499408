import { test as anyHost, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, openOverview, test, untilLive } from './journey.ts';
import { serverThatIsReplaced } from './replaced-server.ts';

test('a browser offers to install the product', async ({ page, context }) => {
  await openOverview(page);
  await workerReady(page);
  const devtools = await context.newCDPSession(page);
  const { errors, url } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(new URL(url).pathname).toBe('/manifest.webmanifest');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Journeys are made in windows that keep nothing, where browsers install nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
});

test('without a network the product says so in the language of who asks, and goes on by itself', async ({
  page,
  context,
}) => {
  await openOverview(page);
  await untilLive(page);
  await workerReady(page);
  await context.setOffline(true);
  await page.goto('/people');
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  const { origin } = new URL(page.url());
  await context.addCookies([{ name: 'trekker-language', value: 'de', url: origin }]);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Keine Verbindung' })).toBeVisible();
  await context.addCookies([{ name: 'trekker-language', value: 'en', url: origin }]);

  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
  await expect(page).toHaveURL(/\/people$/);
});

test('the device keeps files of the build and nothing of who is signed in, and forgets them at the sign-out', async ({
  page,
}) => {
  await openOverview(page);
  await workerReady(page);
  await page.goto('/people');
  await untilLive(page);
  await expect
    .poll(async () => (await kept(page)).filter((path) => path.startsWith('/_next/')).length)
    .toBeGreaterThan(5);
  const others = (await kept(page)).filter((path) => !path.startsWith('/_next/static/'));
  expect(others).toEqual(['/offline/en', '/offline/de']);

  await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((each) => each.startsWith('trekker-assets-'));
    await (await caches.open(name)).put('/_next/static/of-who-was-here.js', new Response('a part'));
  });
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await kept(page)).not.toContain('/_next/static/of-who-was-here.js');
  expect(await kept(page)).toContain('/offline/en');
});

anyHost('an open page tells of a new version and stays until somebody wants it', async ({ page, baseURL }) => {
  const server = await serverThatIsReplaced(baseURL ?? '');
  const notice = page.getByText('A new version of Trekker is there.');
  await page.goto(`${server.url}/sign-in`);
  await workerReady(page);
  await expect(notice).toBeHidden();
  server.replace();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Sign-in name')).toBeVisible();
  await expect(notice).toBeHidden();
  server.stop();
});

/** Waits until the worker answers for the page. */
async function workerReady(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Paths of everything that the worker keeps. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}
