import { expect, openMap, test } from './journey.ts';
import { shareOfColour } from './pixels.ts';

/** Colour of the sea by theme. */
const SEA = { light: [207, 225, 236], dark: [10, 28, 42] } as const;
/** From the demo's site to a part of the world. */
const LEVELS = 11;

test('who goes far away from the site sees where in the world it lies, in both themes', async ({ page }) => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/world[^/]*\.json/.test(request.url())) asked.push(request.url());
  });
  await openMap(page);
  await page.waitForTimeout(2_000);
  expect(asked, 'nobody at a site needs the world').toEqual([]);

  for (let level = 0; level < LEVELS; level++) {
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.waitForTimeout(600);
  }
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const sea = () => shareOfColour(page, SEA[theme]);
    await expect.poll(sea, { timeout: 30_000 }).toBeGreaterThan(0.1);
    expect(await sea(), 'there is land').toBeLessThan(0.95);
  }
  expect(asked).toHaveLength(1);
});
