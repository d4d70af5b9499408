import { expect, openOverview, test, untilLive } from './journey.ts';
import { offScreen } from './off-screen.ts';

const PLACES = ['Overview', 'Map', 'Playback', 'People', 'Trackers', 'Assets', 'Zones', 'Headcount', 'Hours'];
const ADMINISTRATION = ['Organisation', 'Users', 'Devices', 'Settings', 'Developers', 'Help'];

test('every page is one step away, on a phone two, and says where one is', async ({ page }, { project }) => {
  await openOverview(page);
  const main = page.getByRole('navigation', { name: 'Main' });
  const onPhone = project.name === 'phone';
  await expect(main.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
  for (const name of [...PLACES, ...ADMINISTRATION]) {
    const link = main.getByRole('link', { name, exact: true });
    if (onPhone && !(await link.isVisible())) await main.getByRole('button', { name: 'More' }).click();
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await expect(page).toHaveTitle(new RegExp(name));
    if (!onPhone) await expect(link).toHaveAttribute('aria-current', 'page');
  }
  if (onPhone) expect(await offScreen(page)).toEqual([]);
});

test('the keyboard reaches the page past the navigation, and every place in it', async ({ page }) => {
  await openOverview(page);
  await page.reload();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('the bar at the side becomes narrow and stays so', async ({ page }, { project }) => {
  test.skip(project.name === 'phone', 'a phone has no bar at the side');
  await openOverview(page);
  const main = page.getByRole('navigation', { name: 'Main' });
  const wide = (await main.boundingBox())?.width ?? 0;
  await page.getByRole('button', { name: 'Narrow the navigation' }).click();
  await expect.poll(async () => (await main.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
  await page.reload();
  await expect.poll(async () => (await main.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
  await expect(main.getByRole('link', { name: 'Headcount' })).toBeVisible();
});

test('how current the screen is stands there in words, however wide it is', async ({ page }) => {
  await openOverview(page);
  await untilLive(page);
  for (const width of [360, 768, 1024, 1279, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    const words = page.locator('[data-link]').getByText('Live').first();
    expect((await words.boundingBox())?.width, `at ${width}`).toBeGreaterThan(15);
    await expect(words).toBeInViewport({ ratio: 1 });
  }
});
