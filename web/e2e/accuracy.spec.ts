import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, restingMarker, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { lonelyPlace } from './zone.ts';

// Pixels beside a marker: within a circle of 60 m where the map is close, and clear of the marker.
const BESIDE_PX = 60;

test('close up the map shows how exactly everybody is known to be where they are', async ({ page }, { project }) => {
  const name = `exact-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  await phone.report({ ...(await lonelyPlace(page)), accuracy: 60 });
  await page.goto('/map');
  await untilLive(page);
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(phone.person);
  const rows = page.getByRole('complementary').getByRole('listitem');
  await rows.filter({ hasText: phone.person }).getByRole('button').click();
  await page.getByRole('button', { name: 'Close details' }).click();
  const here = () => restingMarker(page, phone.person);

  const layers = page.getByRole('button', { name: 'Layers' });
  const circles = page.getByRole('checkbox', { name: 'Accuracy of positions, close up' });
  const bare = await groundBeside(page, await here());
  await layers.click();
  await expect(circles).not.toBeChecked();
  await circles.check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect.poll(async () => groundBeside(page, await here())).not.toBe(bare);

  // The browser keeps it.
  await page.reload();
  await untilLive(page);
  await layers.click();
  await expect(circles).toBeChecked();
  await circles.uncheck();
});

/** A picture of the ground beside a marker. */
async function groundBeside(page: Page, marker: { x: number; y: number }): Promise<string> {
  const canvas = await page.locator('canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  const clip = { x: canvas.x + marker.x + BESIDE_PX, y: canvas.y + marker.y, width: 8, height: 8 };
  return (await page.screenshot({ clip })).toString('base64');
}
