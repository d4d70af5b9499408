import { expect, markers, openMap, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { placeBesideTheSite } from './zone.ts';

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

test('a minute without network is told by its age and leaves neither gap nor need to reload', async ({
  page,
  context,
}, { project }) => {
  test.slow();
  const name = `e2e-cut-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const beside = await placeBesideTheSite(page);
  const north = (steps: number) => ({ ...beside, latitude: beside.latitude + steps * 0.0001 });
  await phone.report(north(0));
  await page.goto('/map');
  await untilLive(page);
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(name);
  await page.getByRole('listitem').getByRole('button', { name: phone.person }).click();
  await expect(page.getByRole('article', { name: `Details of ${phone.person}` })).toContainText('Recorded');
  const latitude = () => page.getByText(/^\d+\.\d{5}.*\d+\.\d{5}/).textContent();
  const before = await latitude();
  await page.evaluate(() => document.body.setAttribute('data-loaded-once', ''));

  const trails: string[] = [];
  page.on('response', async (response) => {
    if (response.request().postData()?.includes('"operationName":"Trail"')) trails.push(await response.text());
  });
  await context.setOffline(true);
  for (let step = 1; step <= 6; step++) {
    await phone.report(north(step));
    await page.waitForTimeout(10_000);
  }
  await expect(page.locator('[data-link="offline"]')).toContainText(/data \d+ (sec|min)/);
  expect(await latitude()).toBe(before);
  await context.setOffline(false);
  await untilLive(page);
  await expect.poll(latitude).not.toBe(before);
  await expect(page.locator('body[data-loaded-once]'), 'nothing was loaded anew').toBeVisible();
  // The stream brings the newest position; where the phone was during the break is asked for.
  await expect.poll(() => trails.join('').match(/"latitude"/g)?.length ?? 0).toBeGreaterThanOrEqual(7);
});
