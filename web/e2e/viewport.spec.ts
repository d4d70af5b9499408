import { tileKey } from '@trekker/geo';
import { expectAccessible } from './accessibility.ts';
import { expect, markers, openMap, test } from './journey.ts';
import { addManyTrackers, type Followed } from './many-trackers.ts';

const MANY = 10_000;
const MOVING = 1_000;

test('among thousands the map follows who is in view, and whom somebody looks at', async ({ page }, { project }) => {
  const followed = await addManyTrackers(page, { count: MANY, moving: MOVING });
  await openMap(page);
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  await expect(list.getByText('only those in view are followed live')).toBeVisible();
  await expect.poll(() => tilesOf(followed).length).toBeGreaterThan(0);
  const sockets = followed.sockets;
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => tilesOf(followed).length).toBeGreaterThan(1);

  // Who moves beyond the margin is not told of; the list does not say how old they are.
  followed.told.clear();
  await expect.poll(() => followed.told.size).toBeGreaterThan(100);
  expect(followed.told.size).toBeLessThan(MANY / 2);
  const far = list.getByRole('listitem').filter({ hasText: 'Stranger 00000' });
  const search = page.getByRole('searchbox', { name: 'Search people and trackers' });
  await search.fill('Stranger 00000');
  await expect(far).toContainText('not in view');
  await expectAccessible(page);

  // Selected, it is followed by itself; the map goes there, and others come in.
  const before = new Set(tilesOf(followed).at(-1));
  await far.getByRole('button').click();
  await expect.poll(() => followed.wanted.some(({ trackerIds }) => trackerIds?.includes('stranger-0'))).toBe(true);
  // On a phone the card stands where the list was.
  if (project.name !== 'phone') await expect(far).not.toContainText('not in view');
  await expect
    .poll(() =>
      tilesOf(followed)
        .at(-1)
        ?.some((tile) => !before.has(tile)),
    )
    .toBe(true);
  await expect.poll(async () => (await markers(page)).has('stranger-0')).toBe(true);

  // A pan towards the others brings in who was not followed before, and nobody is missing meanwhile.
  const there = new Set(tilesOf(followed).at(-1));
  const canvas = await page.locator('canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  await expect(async () => {
    await page.mouse.move(canvas.x + canvas.width * 0.5, canvas.y + canvas.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(canvas.x + canvas.width * 0.05, canvas.y + canvas.height * 0.8, { steps: 5 });
    await page.mouse.up();
    expect((await markers(page)).size).toBeGreaterThan(0);
    await expect
      .poll(
        () =>
          tilesOf(followed)
            .at(-1)
            ?.some((tile) => !there.has(tile)),
        { timeout: 5_000 },
      )
      .toBe(true);
  }).toPass();
  expect(followed.sockets, 'no socket was opened anew').toBe(sockets);
});

test('where there are few, all of them are followed', async ({ page }) => {
  const followed = await addManyTrackers(page, { count: 100, moving: 10 });
  await openMap(page);
  const rows = page.getByRole('complementary', { name: 'People and trackers' }).getByRole('listitem');
  await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeGreaterThan(100);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForTimeout(1_500);
  expect(followed.wanted).toEqual([]);
});

/** The tiles of each part that was wanted. */
function tilesOf({ wanted }: Followed): string[][] {
  return wanted.flatMap(({ tiles }) => (tiles ? [tiles.map(tileKey)] : []));
}
