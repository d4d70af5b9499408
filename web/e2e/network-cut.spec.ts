import { test as anyHost, type Page } from '@playwright/test';
import { isFullScale } from './config.ts';
import { expect, markers, signIn, untilLive } from './journey.ts';
import { networkBefore } from './network.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

/** How long there is no network, in steps in each of which the phone goes on. */
const [STEPS, STEP_MS] = isFullScale() ? [12, 5_000] : [10, 2_000];

anyHost(
  'a network that is gone for a while is told of, and what happened meanwhile is all there',
  async ({ browser, baseURL }, { project }) => {
    await using network = await networkBefore(baseURL ?? '');
    const { viewport } = project.use;
    const context = await browser.newContext({ baseURL: network.url, viewport: viewport ?? null, locale: 'en-GB' });
    const page = await context.newPage();
    const name = `e2e-cut-${project.name}-${Date.now()}`;
    await signIn(page);
    const phone = await addPhone(page, name);
    const zone = await addZone(page, `Zone ${name}`);
    const { latitude, longitude } = zone.outside;
    const placeAt = (step: number) => ({ latitude, longitude: longitude + step * 0.0002 });
    await phone.report(placeAt(0));
    await page.goto('/map');
    await untilLive(page);
    await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(name);
    await page.getByRole('listitem').filter({ hasText: name }).getByRole('button').first().click();
    await expect(page.getByRole('article', { name: /^Details of/ })).toContainText('Recorded');
    const trails = trailsOf(page);
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    // The map comes to rest.
    await page.waitForTimeout(1_000);
    const [before] = await placesOf(page, name);

    network.cut();
    const sent: number[] = [];
    for (let step = 1; step <= STEPS; step += 1) {
      await page.waitForTimeout(STEP_MS);
      const at = Date.now();
      await phone.report(step === STEPS ? zone.inside : placeAt(step), at);
      sent.push(at);
    }
    await expect(page.locator('[data-link="reconnecting"]')).toBeVisible();
    await expect(page.getByText('Positions are not current')).toBeVisible();
    expect(await placesOf(page, name)).toEqual([before]);

    network.restore();
    await untilLive(page);
    await expect.poll(async () => (await placesOf(page, name))[0]).not.toEqual(before);
    // The stream goes on with the newest position; those between are asked for.
    await expect.poll(() => sent.filter((at) => !trails().has(at))).toEqual([]);
    await expect(page.getByText('Positions are not current')).toBeHidden();
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    await archiveZone(page, zone);
    await context.close();
  },
);

anyHost(
  'what is asked without a network is there soon after it is back, though nobody tells of dead connections',
  async ({ browser, baseURL }, { project }) => {
    await using network = await networkBefore(baseURL ?? '');
    const { viewport } = project.use;
    const context = await browser.newContext({ baseURL: network.url, viewport: viewport ?? null, locale: 'en-GB' });
    const page = await context.newPage();
    const name = `e2e-dead-${project.name}-${Date.now()}`;
    await signIn(page);
    const { person } = await addPhone(page, name);
    await page.goto('/map');
    await untilLive(page);
    await page.getByRole('button', { name: /Search and go/ }).click();
    const field = page.getByRole('combobox', { name: 'Go anywhere' });
    await expect(field).toBeFocused();

    network.cut();
    await field.fill(name);
    await expect(page.locator('[data-link="reconnecting"]')).toHaveCount(1, { timeout: 20_000 });
    network.restore({ silently: true });
    await expect(page.locator('[data-link="live"]')).toHaveCount(1, { timeout: 25_000 });
    // A browser left alone goes on waiting for half a minute.
    await expect(page.getByRole('option', { name: person })).toBeVisible({ timeout: 20_000 });
    await context.close();
  },
);

/** Where the marker of a phone is drawn. */
async function placesOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await markers(page)).values()].filter((marker) => JSON.stringify(marker).includes(name));
  return found.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
}

/** The instants of all positions that the page was told of by trails, Unix milliseconds. */
function trailsOf(page: Page): () => ReadonlySet<number> {
  const instants = new Set<number>();
  page.on('response', async (response) => {
    if (!response.url().endsWith('/graphql') || !response.request().postData()?.includes('Trail')) return;
    const text = await response.text().catch(() => '');
    for (const [, at = ''] of text.matchAll(/"recordedAt":"([^"]+)"/g)) instants.add(Date.parse(at));
  });
  return () => instants;
}
