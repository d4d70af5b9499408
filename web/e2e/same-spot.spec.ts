import { expectAccessible } from './accessibility.ts';
import { expect, restingMarker, selectOnMap, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { lonelyPlace } from './zone.ts';

test('of two who stand on the same spot each can be chosen', async ({ page }, { project }) => {
  await signIn(page);
  const name = `spot-${project.name}-${Date.now()}`;
  const place = await lonelyPlace(page);
  const phones = [await addPhone(page, `${name}-1`), await addPhone(page, `${name}-2`)];
  for (const phone of phones) await phone.report(place);
  await page.goto('/map');
  await selectOnMap(page, `Person ${name}-1`);
  const at = await restingMarker(page, `Person ${name}-1`);
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  await page.mouse.click(box.x + at.x, box.y + at.y, { delay: 30 });

  const card = page.getByRole('article', { name: 'On the same spot' });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  // The first has the focus; the second is one key away.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: `Details of Person ${name}-2` })).toBeVisible();
  await expect(card).toBeHidden();
});
