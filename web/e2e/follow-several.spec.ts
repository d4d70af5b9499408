import { expectAccessible } from './accessibility.ts';
import { expect, markers, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { lonelyPlace } from './zone.ts';

test('several are followed together until somebody moves the map', async ({ page }, { project }) => {
  await signIn(page);
  const name = `pair-${project.name}-${Date.now()}`;
  const place = await lonelyPlace(page);
  const phones = [await addPhone(page, `${name}-1`), await addPhone(page, `${name}-2`)];
  for (const phone of phones) await phone.report(place);
  await page.goto('/map');
  await page.getByRole('button', { name: 'Follow several' }).click();
  const bar = page.getByRole('region', { name: 'Followed together' });
  await expect(bar.getByRole('status')).toHaveText('Choose whom to follow, in the list or on the map.');
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(`Person ${name}`);
  const rows = page.getByRole('complementary').getByRole('listitem').getByRole('button');
  await expect(rows).toHaveCount(2);
  await rows.nth(0).click();
  await rows.nth(1).press('Enter');
  await expect(rows.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(bar.getByRole('status')).toContainText('Following 2 together');
  await expectAccessible(page);

  // One of them walks off the map, which widens.
  const size = (await page.locator('canvas').first().boundingBox()) ?? { width: 0, height: 0 };
  const inView = async () => {
    const theirs = [...(await markers(page)).values()].filter(({ label }) => label.startsWith(`Person ${name}`));
    return theirs.filter(({ x, y }) => x > 0 && y > 0 && x < size.width && y < size.height).length;
  };
  await expect.poll(inView).toBe(2);
  await phones[0]?.report({ ...place, latitude: place.latitude + 0.02 });
  await expect.poll(async () => spread(await markers(page), name)).toBeGreaterThan(100);
  await expect.poll(inView).toBe(2);

  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.75, { steps: 5 });
  await page.mouse.up();
  await expect(bar.getByRole('status')).toContainText('You moved the map');
  await bar.getByRole('button', { name: 'Follow again' }).click();
  await expect(bar.getByRole('status')).toContainText('Following 2 together');
  await expect.poll(inView).toBe(2);
  await bar.getByRole('button', { name: 'Stop' }).click();
  await expect(bar).toBeHidden();
});

/** How far apart on the screen those of a name stand. */
function spread(all: Awaited<ReturnType<typeof markers>>, name: string): number {
  const ys = [...all.values()].filter(({ label }) => label.startsWith(`Person ${name}`)).map(({ y }) => y);
  return ys.length < 2 ? 0 : Math.max(...ys) - Math.min(...ys);
}
