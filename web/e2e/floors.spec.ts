import type { Page } from '@playwright/test';
import type { ExposedMap } from '../map/expose-map.ts';
import { expectAccessible } from './accessibility.ts';
import { addBuilding, removeBuilding } from './building.ts';
import { expect, markers, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';

test('a floor of a building is looked at by itself', async ({ page }, { project }) => {
  const name = `floors-${project.name}-${Date.now()}`;
  await signIn(page);
  const building = await addBuilding(page, `Hall ${name}`);
  const { inside, ground, first } = building;
  const east = (degrees: number) => ({ latitude: inside.latitude, longitude: inside.longitude + degrees });
  const below = await addPhone(page, `${name}-below`);
  const above = await addPhone(page, `${name}-above`);
  const mute = await addPhone(page, `${name}-mute`);
  await below.report({ ...east(-0.0001), altitude: ground.altitude });
  await above.report({ ...east(0.0001), altitude: first.altitude });
  await mute.report(inside);

  await page.goto(`/map?floor=${first.id}`);
  await untilLive(page);
  const control = page.getByRole('button', { name: /^Floor/ });
  await expect(control).toHaveText(/First floor/);
  const notice = page.getByRole('status').filter({ hasText: `First floor, Hall ${name}` });
  await expect(notice).toContainText('1 on another floor is hidden.');
  await expect(notice).toContainText('1 without altitude is shown.');
  await expect.poll(() => own(page, name)).toEqual([`Person ${name}-above`, `Person ${name}-mute`]);
  await expect.poll(() => zonesOnMap(page, name)).toEqual([first.zone]);
  await expectAccessible(page);

  // By keyboard: open, one floor down, and back to the button.
  await control.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: /^First floor/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(control).toBeFocused();
  await expect(control).toHaveText(/Ground floor/);
  expect(new URL(page.url()).searchParams.get('floor')).toBe(ground.id);
  await expect.poll(() => own(page, name)).toEqual([`Person ${name}-below`, `Person ${name}-mute`]);
  await expect.poll(() => zonesOnMap(page, name)).toEqual([ground.zone]);

  // Whoever comes up the stairs leaves the floor, and whoever is selected stays to be seen.
  await below.report({ ...east(-0.0001), altitude: first.altitude });
  await expect.poll(() => own(page, name)).toEqual([`Person ${name}-mute`]);
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(`${name}-below`);
  const rows = page.getByRole('complementary').getByRole('listitem');
  await rows
    .filter({ hasText: `${name}-below` })
    .getByRole('button')
    .click();
  await expect.poll(() => own(page, name)).toEqual([`Person ${name}-below`, `Person ${name}-mute`]);
  await page.getByRole('button', { name: 'Close details' }).click();

  await control.click();
  await page.getByRole('radio', { name: 'All floors' }).click();
  await expect(notice).toBeHidden();
  expect(new URL(page.url()).searchParams.has('floor')).toBe(false);
  await expect.poll(async () => (await own(page, name)).length).toBe(3);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await removeBuilding(page, building);
});

/** Who of the journey's own is shown, in a cluster or by a marker. */
async function own(page: Page, name: string): Promise<string[]> {
  const labels = [...(await markers(page)).values()].map(({ label }) => label);
  return labels.filter((label) => label.includes(name)).toSorted();
}

async function zonesOnMap(page: Page, name: string): Promise<string[]> {
  const zones = await page.evaluate(
    () => (window as { __trekkerMap?: ExposedMap }).__trekkerMap?.renderedZones() ?? [],
  );
  return zones.map((zone) => zone.name).filter((zone) => zone.includes(name));
}
