import { expect, markers, openMap, test, untilLive } from './journey.ts';

test('the page says that it lost the network and catches up by itself', async ({ page, context }) => {
  await openMap(page);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
  await context.setOffline(true);
  await expect(page.locator('[data-link="offline"]')).toBeVisible();
  await expect(page.getByText('Positions are not current')).toBeVisible();
  await context.setOffline(false);
  await untilLive(page);
  const before = await markers(page);
  await expect
    .poll(async () => [...(await markers(page)).values()].some(({ trackerId, x }) => x !== before.get(trackerId)?.x))
    .toBe(true);
});
