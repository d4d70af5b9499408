import { test as base, expect, type Page } from '@playwright/test';
import type { ExposedMap } from '../map/expose-map.ts';
import type { RenderedMarker } from '../map/engine.ts';
import { signIn } from './session.ts';

/** Journeys fail when a page throws or asks anybody but its own host. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(`the page threw: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      const own = url.protocol === 'data:' || url.protocol === 'blob:' || url.host === new URL(baseURL ?? '').host;
      if (!own) failures.push(`the page asked another host: ${request.url()}`);
    });
    await use(page);
    expect(failures).toEqual([]);
  },
});

export { expect, signIn };

/** Opens the overview, signed in. */
export async function openOverview(page: Page): Promise<void> {
  await signIn(page);
  await page.goto('/');
  await expect(page).toHaveURL(/\/$/);
}

/** Opens the map, signed in. */
export async function openMap(page: Page): Promise<void> {
  await signIn(page);
  await page.goto('/map');
  await expect(page).toHaveURL(/\/map$/);
  await untilLive(page);
}

/** Waits until the page says that what it shows is current. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.locator('[data-link="live"]')).toBeVisible();
}

/** Finds somebody in the list beside the map by their name, which nobody else has, and selects them there. */
export async function selectOnMap(page: Page, name: string): Promise<void> {
  const rows = page.getByRole('complementary', { name: 'People and trackers' }).getByRole('listitem');
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(name);
  await expect(rows).toHaveCount(1);
  await rows.getByRole('button').click();
}

/** The markers in the last frame, by tracker. */
export async function markers(page: Page): Promise<Map<string, RenderedMarker>> {
  const rendered = await page.evaluate(() => (window as { __trekkerMap?: ExposedMap }).__trekkerMap?.rendered() ?? []);
  return new Map(rendered.map((marker) => [marker.trackerId, marker]));
}

/** The marker of somebody once the map has come to rest with it in view. */
export async function restingMarker(page: Page, label: string): Promise<RenderedMarker> {
  let [before, now]: (RenderedMarker | undefined)[] = [];
  const moved = async () => {
    [before, now] = [now, [...(await markers(page)).values()].find((marker) => marker.label === label)];
    return before && now ? Math.hypot(now.x - before.x, now.y - before.y) : Infinity;
  };
  await expect.poll(moved, { intervals: [500] }).toBeLessThan(0.5);
  if (!now) throw new Error(`${label} left the map`);
  return now;
}

/** How many colours there are in a square of the map about a point: bare ground has few, a marker many. */
export async function coloursAround(page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  const canvas = await page.locator('canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  const size = 24;
  const clip = { x: canvas.x + x - size / 2, y: canvas.y + y - size / 2, width: size, height: size };
  const picture = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const sheet = document.createElement('canvas');
    sheet.width = image.width;
    sheet.height = image.height;
    const context = sheet.getContext('2d');
    if (!context) throw new Error('the browser gives no 2D drawing context');
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, sheet.width, sheet.height).data.buffer);
    return new Set(pixels).size;
  }, picture);
}
