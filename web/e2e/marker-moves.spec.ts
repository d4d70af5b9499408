import { coloursAround, expect, markers, openMap, test } from './journey.ts';

test('a marker stands on the map and moves without a reload', async ({ page }) => {
  await openMap(page);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
  // The first view moves until everybody is in it.
  await page.waitForTimeout(1_000);
  const before = await markers(page);
  const size = page.viewportSize() ?? { width: 0, height: 0 };

  await expect
    .poll(async () => {
      const after = await markers(page);
      const moved = [...after.values()].filter((marker) => {
        const old = before.get(marker.trackerId);
        return old && Math.hypot(marker.x - old.x, marker.y - old.y) >= 1;
      });
      return moved.length;
    })
    .toBeGreaterThan(0);

  const visible = [...(await markers(page)).values()].find(({ x, y }) => x > 80 && y > 80 && x < size.width / 2);
  expect(visible, 'some marker stands in the open').toBeDefined();
  if (visible) expect(await coloursAround(page, visible)).toBeGreaterThan(8);
});

test('somebody is found by name, selected and followed', async ({ page }) => {
  await openMap(page);
  const list = page.getByRole('complementary', { name: 'People and trackers' });
  const first = list
    .getByRole('listitem')
    .filter({ hasText: /^Connected/ })
    .first()
    .getByRole('button');
  const name = (await first.locator('span.font-medium').textContent()) ?? '';
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(name);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('listitem').getByRole('button').click();
  const card = page.getByRole('article', { name: `Details of ${name}` });
  await expect(card).toContainText('Recorded');
  await card.getByRole('button', { name: 'Follow' }).click();
  await expect(card.getByRole('button', { name: 'Following' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});
