import { PALETTES } from '../map/palette.ts';
import type { Page } from '@playwright/test';
import type { ExposedMap } from '../map/expose-map.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, markers, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { channels, shareOfColour } from './pixels.ts';
import { addZone, archiveZone } from './zone.ts';

const MARKER_PX = 28;

test('the whole map goes back to an instant by its address', async ({ page }, { project }) => {
  const name = `e2e-past-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  // Where nobody else makes a cluster of whoever stands there.
  const zone = await addZone(page, `Zone ${name}`, { east: project.name === 'phone' ? 0.035 : 0.03 });
  const live = `/map?show=${encodeURIComponent(`zone:${zone.id}`)}`;
  await page.goto(live);
  await untilLive(page);
  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  await expect.poll(() => countOnMap(page, zone.id)).toBe('1');
  // Whoever leaves within this very millisecond is not inside at it.
  const whileInside = new Date(Date.now() - 1).toISOString();
  for (let fix = 0; fix < 3; fix++) await phone.report(zone.outside);
  await expect.poll(() => countOnMap(page, zone.id)).toBe('0');

  await page.goto(`${live}&at=${whileInside}`);
  const banner = page.getByRole('region', { name: 'You see the past' });
  await expect(banner).toContainText('Not live');
  await expect(page.locator('[data-link="past"]')).toBeVisible();
  await expect.poll(() => countOnMap(page, zone.id)).toBe('1');
  const zoneCard = page.getByRole('article', { name: `Details of zone ${zone.name}` });
  await expect(zoneCard).toContainText(phone.person);
  const inside = await placeInZone(page, { label: phone.person, zoneId: zone.id });
  expect(Math.abs(inside.fromZone), 'the marker stands in the zone, below its label').toBeLessThan(200);
  await expectAccessible(page);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect
      .poll(async () => {
        const { x, y } = await placeInZone(page, { label: phone.person, zoneId: zone.id });
        const around = { x: x - MARKER_PX / 2, y: y - MARKER_PX / 2, width: MARKER_PX, height: MARKER_PX };
        return shareOfColour(page, channels(PALETTES[theme].status.CONNECTED), around);
      })
      .toBeGreaterThan(0.05);
  }
  await archiveZone(page, zone);
});

/** Where somebody's marker stands, and how far above the label of a zone, in pixels. */
async function placeInZone(
  page: Page,
  { label, zoneId }: { label: string; zoneId: string },
): Promise<{ x: number; y: number; fromZone: number }> {
  let found: { x: number; y: number; fromZone: number } | undefined;
  await expect
    .poll(async () => {
      const marker = [...(await markers(page)).values()].find((each) => each.label === label);
      const zone = (await zonesOf(page)).find((each) => each.zoneId === zoneId);
      found = marker && zone && { x: marker.x, y: marker.y, fromZone: zone.y - marker.y };
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error(`${label} is not on the map`);
  return found;
}

async function countOnMap(page: Page, zoneId: string): Promise<string | null> {
  return (await zonesOf(page)).find((zone) => zone.zoneId === zoneId)?.count ?? null;
}

async function zonesOf(page: Page) {
  return page.evaluate(() => (window as { __trekkerMap?: ExposedMap }).__trekkerMap?.renderedZones() ?? []);
}
