import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, markers, openMap, test } from './journey.ts';
import { shareOfColour } from './pixels.ts';

/** Colour of what is measured, by theme. */
const LINE = { light: [138, 31, 109], dark: [255, 158, 216] } as const;

test('a distance and an area are measured by pointing, in metres and in feet', async ({ page }, { project }) => {
  await openMap(page);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
  // The first view moves until everybody is in it.
  await page.waitForTimeout(1_500);
  const tool = page.getByRole('button', { name: 'Measure distances' });
  await tool.focus();
  await page.keyboard.press('Enter');
  await expect(tool).toHaveAttribute('aria-pressed', 'true');
  const panel = page.getByRole('region', { name: 'Measure distances' });
  await expect(panel.getByRole('status')).toHaveText('Click the map to put the first point.');
  expect(await shareOfColour(page, LINE.light)).toBe(0);

  const press = await presser(page, project.name === 'phone');
  // A rectangle: what is its area, is its width times its height.
  for (const corner of [[0.35, 0.65], [0.8, 0.65], [0.8, 0.9], [0.35, 0.9]] as const) await press(corner); // prettier-ignore
  await expect(panel.getByRole('status')).toContainText('3 pieces');
  // On a phone lengths stand on the map alone.
  const isDesk = project.name === 'desk';
  const [width = 0, height = 0] = await lengthsOf(panel.getByRole('list', { name: 'Length of each piece' }));
  if (isDesk) expect(width).toBeGreaterThan(10);
  await press([0.35, 0.65]);
  await expect(panel.getByRole('status')).toContainText('4 pieces');
  const [area = 0] = numbersOf((await panel.getByRole('status').textContent()) ?? '');
  const text = (await panel.getByRole('status').textContent()) ?? '';
  // How large it is depends on who is on the map.
  const squareMeters = area * (text.includes('km²') ? 1_000_000 : text.includes('ha') ? 10_000 : 1);
  expect(squareMeters).toBeGreaterThan(100);
  if (isDesk) expect(Math.abs(squareMeters / (width * height) - 1)).toBeLessThan(0.03);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect.poll(async () => shareOfColour(page, LINE[theme])).toBeGreaterThan(0.0005);
    await expectAccessible(page);
  }

  await panel.getByRole('button', { name: 'Feet and miles' }).click();
  await expect(panel.getByRole('status')).toContainText(/acres|sq ft|sq mi/);
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('status')).toContainText('3 pieces');
  // Nobody was chosen by pointing.
  expect(page.url()).not.toContain('show=');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(tool).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(async () => shareOfColour(page, LINE.dark)).toBe(0);
});

test('who points with the keyboard measures from the middle of the map', async ({ page }) => {
  await openMap(page);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Measure distances' }).press('Enter');
  const panel = page.getByRole('region', { name: 'Measure distances' });
  const add = panel.getByRole('button', { name: 'Add the middle' });
  await add.press('Enter');
  await page.locator('canvas').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(1_000);
  await add.press('Enter');
  await expect(panel.getByRole('status')).toContainText('1 piece, last');
  expect(numbersOf((await panel.getByRole('status').textContent()) ?? '')[0]).toBeGreaterThan(0);
});

/** Presses the map at shares of its width and height, by mouse or finger. */
async function presser(page: Page, byFinger: boolean) {
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  return async ([x, y]: readonly [number, number]) => {
    const at = [box.x + x * box.width, box.y + y * box.height] as const;
    if (byFinger) await page.touchscreen.tap(...at);
    else await page.mouse.click(...at, { delay: 30 });
    // Two at once would be a double click.
    await page.waitForTimeout(400);
  };
}

async function lengthsOf(list: { allTextContents(): Promise<string[]> }): Promise<number[]> {
  const [text = ''] = await list.allTextContents();
  return [...text.matchAll(/\d+\. ([\d.,]+) (k?m)/g)].map(
    ([, number = '', unit]) => Number(number.replaceAll(',', '')) * (unit === 'km' ? 1_000 : 1),
  );
}

function numbersOf(text: string): number[] {
  return [...text.matchAll(/[\d.,]*\d/g)].map(([number]) => Number(number.replaceAll(',', '')));
}
