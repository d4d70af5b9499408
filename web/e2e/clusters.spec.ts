import type { Page } from '@playwright/test';
import { PALETTES } from '../map/palette.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, markers, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { channels, shareOfColour } from './pixels.ts';
import { lonelyPlace } from './zone.ts';

test('who would cover one another is a cluster that opens, by pointer and by keyboard', async ({ page }, {
  project,
}) => {
  await signIn(page);
  const name = `many-${project.name}-${Date.now()}`;
  const at = await lonelyPlace(page);
  // Two on the same spot, one a few steps away.
  for (const [index, east] of [0, 0, 0.0003].entries()) {
    const phone = await addPhone(page, `${name}-${index + 1}`);
    await phone.report({ ...at, longitude: at.longitude + east });
  }
  await page.goto('/map');
  await untilOneCluster(page, name);

  // A cluster says in words what its ring says in colours and strokes.
  const all = page.getByRole('button', { name: /^3 trackers: 3 connected$/ });
  await expect(all).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const box = await all.boundingBox();
    const canvas = await page.locator('canvas').first().boundingBox();
    if (!box || !canvas) throw new Error('the cluster left the map');
    const part = { x: box.x - canvas.x, y: box.y - canvas.y, width: box.width, height: box.height };
    await expect.poll(() => shareOfColour(page, channels(PALETTES[theme].status.CONNECTED), part)).toBeGreaterThan(0.1);
  }
  await expectAccessible(page);

  // It comes apart: the one who stands alone gets a marker, the others stay one.
  await all.press('Enter');
  const two = page.getByRole('button', { name: /^2 trackers: 2 connected$/ });
  await expect(two).toBeVisible();
  await expect.poll(async () => (await ofJourney(page, name)).filter(({ clustered }) => !clustered).length).toBe(1);

  // Closer does not help those who stand on the same spot, so they are listed.
  await two.click();
  const card = page.getByRole('article', { name: 'On the same spot' });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: `Details of Person ${name}-1` })).toBeVisible();
  // Who is looked at has a marker of their own.
  await expect.poll(async () => (await ofJourney(page, name)).map(({ clustered }) => clustered)).toContain(false);
  await expect(two).toHaveCount(0);
});

async function ofJourney(page: Page, name: string) {
  return [...(await markers(page)).values()].filter(({ label }) => label.startsWith(`Person ${name}`));
}

/** Looks at one of them, then goes so far away that all are one cluster. */
async function untilOneCluster(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(`Person ${name}-1`);
  const rows = page.getByRole('complementary').getByRole('listitem');
  await rows
    .filter({ hasText: `Person ${name}-1` })
    .getByRole('button')
    .click();
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(async () => {
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.waitForTimeout(1_000);
    const theirs = await ofJourney(page, name);
    expect(theirs.map(({ clustered }) => clustered)).toEqual([true, true, true]);
    expect(new Set(theirs.map(({ x }) => x)).size).toBe(1);
  }).toPass({ intervals: [500] });
}
