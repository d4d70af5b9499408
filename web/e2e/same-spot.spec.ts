import { expectAccessible } from './accessibility.ts';
import { expect, markers, selectOnMap, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { placeBesideTheSite } from './zone.ts';

test('of two who stand on the same spot each can be chosen', async ({ page }, { project }) => {
  await signIn(page);
  const name = `spot-${project.name}-${Date.now()}`;
  const beside = await placeBesideTheSite(page);
  // Nobody else of any journey stands there.
  const place = { ...beside, longitude: beside.longitude + (project.name === 'phone' ? 0.004 : 0.003) };
  const phones = [await addPhone(page, `${name}-1`), await addPhone(page, `${name}-2`)];
  for (const phone of phones) await phone.report(place);
  await page.goto('/map');
  await selectOnMap(page, `Person ${name}-1`);
  const first = async () => [...(await markers(page)).values()].find(({ label }) => label === `Person ${name}-1`);
  await expect.poll(first).toBeDefined();
  await page.waitForTimeout(1_500);
  const [at, box] = [await first(), await page.locator('canvas').first().boundingBox()];
  if (!at || !box) throw new Error('the phone left the map');
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
