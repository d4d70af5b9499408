import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { medianOf, paintedAfter, watchInteractions } from './interactions.ts';
import { expect, openMap, test } from './journey.ts';
import { addManyTrackers } from './many-trackers.ts';

const MANY = 10_000;
const PAINTED_MS = 200;
/** One of them speaks every ten seconds. */
const MOVING = 250;

test('a list of thousands draws the rows in sight, and answers at once while all of them move', async ({ page }) => {
  // What it costs to draw the map by software is measured by itself, and would hide what the list costs.
  await page.addInitScript(() => Object.assign(HTMLCanvasElement.prototype, { getContext: () => null }));
  await addManyTrackers(page, { count: MANY, moving: MOVING, changing: 10 });
  await openMap(page);
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  const rows = list.getByRole('listitem');
  await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeGreaterThan(MANY);
  expect(await rows.count()).toBeLessThan(100);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);

  await watchInteractions(page);
  // What a key that does nothing waits for is the machine.
  const nothing = await timesOf(page, () => page.keyboard.press('F8'));
  const click = await timesOf(page, async (time) => {
    const box = await rows.nth(time % 4).boundingBox();
    if (box) await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
  });
  await rows.first().getByRole('button').focus();
  const arrow = await timesOf(page, () => page.keyboard.press('ArrowDown'));
  await page.keyboard.press('/');
  const letter = await timesOf(page, (time) => page.keyboard.press('strange'.charAt(time)));
  const figures = { nodes, nothing, click, arrow, letter };
  process.stdout.write(`${MANY} trackers, milliseconds until painted: ${JSON.stringify(figures)}\n`);
  const within = PAINTED_MS + (medianOf(nothing) > PAINTED_MS / 2 ? medianOf(nothing) : 0);
  expect(medianOf(click), 'a press on a row').toBeLessThanOrEqual(within);
  expect(medianOf(arrow), 'an arrow key in the list').toBeLessThanOrEqual(within);
  expect(medianOf(letter), 'a letter in the search').toBeLessThanOrEqual(within);
  expect(await rows.count()).toBeLessThan(100);
});

test('keys reach every row of a long list, and the row that has the focus outlives scrolling', async ({ page }) => {
  await addManyTrackers(page, { count: MANY });
  await openMap(page);
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  const rows = list.getByRole('listitem');
  // Those of the demo come after the others.
  let [before, size] = [0, 0];
  const grew = async () => {
    [before, size] = [size, Number(await rows.first().getAttribute('aria-setsize'))];
    return size - before + Number(size <= MANY);
  };
  await expect.poll(grew, { intervals: [1_500] }).toBe(0);
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(rows.first().getByRole('button')).toBeFocused();
  await page.keyboard.press('End');
  await expect.poll(() => fromTheEnd(page)).toBe(0);
  await expect(focused(page)).toBeInViewport();
  await page.keyboard.press('k');
  await expect.poll(() => fromTheEnd(page)).toBe(1);

  // Out of sight it keeps the focus, and the next key goes on from it.
  await focused(page).evaluate((row) => row.closest('ul')?.parentElement?.scrollTo(0, 0));
  await expect(list.locator('[aria-posinset="1"]')).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => fromTheEnd(page)).toBe(2);
  await expect(focused(page)).toBeInViewport();
  expect(await rows.count()).toBeLessThan(100);

  // One Tab leaves the list: no row but the one with the focus stops it.
  await page.keyboard.press('Tab');
  await expect(list.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => fromTheEnd(page)).toBe(2);
});

test('the list shows only who is in view, and follows the map', async ({ page }) => {
  await addManyTrackers(page, { count: MANY });
  await openMap(page);
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  const rows = list.getByRole('listitem');
  await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeGreaterThan(MANY);
  const toggle = list.getByRole('button', { name: 'In view only' });
  await toggle.press('Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/inView=1/);
  const told = list.getByRole('status');
  await expect(told).toHaveText(/^[\d,]+ of 1\d,\d{3} in view$/);
  const inView = async () => Number((await told.textContent())?.split(' ')[0]?.replaceAll(',', ''));
  const before = await inView();
  expect(before).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(inView).toBeLessThan(before / 2);
  const listed = async () => Number(await rows.first().getAttribute('aria-setsize'));
  await expect.poll(async () => (await listed()) - (await inView())).toBe(0);
  await expectAccessible(page);

  // To where nobody is.
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  await expect(async () => {
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.5, { steps: 5 });
    await page.mouse.up();
    await expect(list.getByText('Nobody in view')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(told).toHaveText(/^0 of/);
  await expectAccessible(page);
  await page.reload();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect(page).not.toHaveURL(/inView/);
  await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeGreaterThan(MANY);
});

/** The row with the focus. */
function focused(page: Page) {
  return page.getByRole('listitem').filter({ has: page.locator('button:focus') });
}

/** How many rows there are behind the one with the focus. */
async function fromTheEnd(page: Page): Promise<number> {
  const [size, position] = [await attribute('aria-setsize'), await attribute('aria-posinset')];
  return size - position;

  async function attribute(name: string): Promise<number> {
    return Number(await focused(page).getAttribute(name));
  }
}

/** What each of seven goes at something takes until it is painted, in milliseconds. */
async function timesOf(page: Page, act: (time: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < 7; time++) times.push(await paintedAfter(page, () => act(time)));
  return times;
}
