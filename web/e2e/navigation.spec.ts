import { expect, signIn, test } from './journey.ts';

const PLACES = ['Overview', 'Map', 'Playback', 'People', 'Trackers', 'Assets', 'Zones', 'Headcount', 'Hours'];
const ADMINISTRATION = ['Organisation', 'Users', 'Devices', 'Settings', 'Developers', 'Help'];

test('every page is one step away, on a phone two, and says where one is', async ({ page }, { project }) => {
  await signIn(page);
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
  if (onPhone) expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('the keyboard reaches the page past the navigation, and every place in it', async ({ page }) => {
  await signIn(page);
  await page.reload();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('the bar at the side becomes narrow and stays so', async ({ page }, { project }) => {
  test.skip(project.name === 'phone', 'a phone has no bar at the side');
  await signIn(page);
  const main = page.getByRole('navigation', { name: 'Main' });
  const wide = (await main.boundingBox())?.width ?? 0;
  await page.getByRole('button', { name: 'Narrow the navigation' }).click();
  await expect.poll(async () => (await main.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
  await page.reload();
  await expect.poll(async () => (await main.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
  await expect(main.getByRole('link', { name: 'Headcount' })).toBeVisible();
});
