import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { offScreen } from './off-screen.ts';

const HALL = { width: 1920, height: 1080 };
/** Letters of a figure on a screen of 1080 lines that are read from five metres away where it is 1.2 m wide. */
const READABLE = 76;

test('the board fills a wall: no frame, large figures, the time and how current it is, and Escape leads back', async ({
  page,
}, { project }) => {
  await signIn(page);
  if (project.name === 'desk') await page.setViewportSize(HALL);
  await page.goto('/headcount');
  await untilLive(page);
  await page.getByRole('button', { name: 'Wall display' }).click();
  await expect(page).toHaveURL(/\/headcount\?wall$/);
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  const zones = page.getByRole('list', { name: /^Zones, page 1/ });
  await expect(zones.getByRole('listitem').first()).toContainText('present');
  await expect(page.locator('[data-link="live"]')).toHaveText(/Live/);
  const clock = page.locator('main header time');
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? '');
  if (project.name === 'desk') {
    const figures = zones.locator('li [aria-hidden]:not(svg)');
    expect(Math.min(...(await sizesOf(page, 'main header > p')))).toBeGreaterThan(READABLE);
    expect(
      await figures.first().evaluate((figure) => Number.parseFloat(getComputedStyle(figure).fontSize)),
    ).toBeGreaterThan(READABLE);
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await offScreen(page)).toEqual([]);
    await expectAccessible(page);
  }
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/headcount$/);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('a wall that cannot show all zones at once turns pages, but not while somebody looks closer', async ({ page }) => {
  await signIn(page);
  // A screen that is given a link.
  await page.setViewportSize({ width: 700, height: 420 });
  await page.goto('/headcount?wall');
  const pages = page.getByRole('group', { name: 'Pages' });
  await expect(pages).toContainText(/^1 \/ /);
  const zones = page.getByRole('list', { name: /^Zones/ });
  const first = await zones.innerText();
  await zones.hover();
  await page.waitForTimeout(14_000);
  await expect(pages).toContainText(/^1 \/ /);
  await page.mouse.move(1, 1);
  await expect(pages).toContainText(/^2 \/ /);
  expect(await zones.innerText()).not.toBe(first);
  await pages.getByRole('button', { name: 'Previous page' }).click();
  await expect(pages).toContainText(/^1 \/ /);
  await page.getByRole('button', { name: 'Leave the wall display' }).click();
  await expect(page).toHaveURL(/\/headcount$/);
});

test('pages of a wall do not turn for who wants little motion, until they ask for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page);
  await page.setViewportSize({ width: 700, height: 420 });
  await page.goto('/headcount?wall');
  const pages = page.getByRole('group', { name: 'Pages' });
  await page.waitForTimeout(14_000);
  await expect(pages).toContainText(/^1 \/ /);
  await pages.getByRole('button', { name: 'Turn pages' }).click();
  await page.mouse.move(1, 1);
  await expect(pages).toContainText(/^2 \/ /);
});

function sizesOf(page: Page, selector: string): Promise<number[]> {
  return page
    .locator(selector)
    .evaluateAll((elements) => elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)));
}
