import type { Page } from '@playwright/test';
import type { ExposedMap } from '../map/expose-map.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('someone walks into a zone and its headcount changes on map and board', async ({ page, context }, { project }) => {
  const name = `e2e-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const board = await context.newPage();
  await board.goto('/headcount');
  await untilLive(board);

  // Neither page is loaded anew from here on: the new zone, too, has to appear by itself.
  await page.goto('/map');
  await untilLive(page);
  const zone = await addZone(page, `Zone ${name}`);
  await page.getByRole('button', { name: 'Layers' }).click();
  await page.getByRole('list', { name: 'Zones' }).getByRole('button', { name: zone.name }).click();
  const card = page.getByRole('article', { name: `Details of zone ${zone.name}` });
  const tile = board.getByRole('listitem').filter({ hasText: zone.name });
  await expect(tile).toContainText('0 present');
  await expect.poll(() => countOnMap(page, zone.id)).toBe('0');
  await expect(card).toContainText('Nobody is inside.');

  for (const place of [zone.outside, zone.inside, zone.inside, zone.inside]) await phone.report(place);
  await expect(tile).toContainText('1 present');
  await expect.poll(() => countOnMap(page, zone.id)).toBe('1');
  await expect(card).toContainText(phone.person);
  await tile.getByRole('button').click();
  await expect(tile.getByRole('list', { name: 'People inside' })).toContainText(phone.person);
  const whileInside = new Date(Date.now()).toISOString();

  await card.getByRole('button', { name: phone.person }).click();
  const personCard = page.getByRole('article', { name: `Details of ${phone.person}` });
  await expect(personCard.getByRole('region', { name: 'In zones' })).toContainText(zone.name);

  for (let fix = 0; fix < 3; fix++) await phone.report(zone.outside);
  await expect(tile).toContainText('0 present');
  await expect.poll(() => countOnMap(page, zone.id)).toBe('0');
  await expect(tile).toContainText('Nobody is inside.');
  await expect(personCard.getByRole('region', { name: 'In zones' })).toContainText('In no zone');

  await board.goto(`/headcount?at=${whileInside}`);
  await expect(board.getByText('not the present one')).toBeVisible();
  await expect(tile).toContainText('1 present');
  await tile.getByRole('button').click();
  await expect(tile.getByRole('list', { name: 'People inside' })).toContainText(phone.person);
  await board.getByRole('button', { name: 'Back to live' }).click();
  await expect(tile).toContainText('0 present');
  await expect(board).toHaveURL(/\/headcount$/);

  await archiveZone(page, zone);
  await expect(tile).toHaveCount(0);
});

test('the board goes back in time by steps and by a chosen time, and to what is so now', async ({ page }) => {
  await signIn(page);
  await page.goto('/headcount');
  await expect(page.getByRole('region', { name: 'Everybody who is in a zone, counted once' })).toContainText(
    'in zones now',
  );
  await page.getByRole('button', { name: 'Look back' }).click();
  const field = page.getByLabel('As of');
  const before = await field.inputValue();
  await page.getByRole('button', { name: '5 minutes earlier' }).click();
  await expect(field).not.toHaveValue(before);
  await field.fill('2020-02-03T04:05:06');
  await expect(page).toHaveURL(/at=2020-02-0/);
  await expect(page.getByText('No zones at that time')).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue('2020-02-03T04:05:06');
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByRole('button', { name: 'Look back' })).toBeVisible();
});

/** The headcount as it stands on the map, or null where the zone is not drawn. */
async function countOnMap(page: Page, zoneId: string): Promise<string | null> {
  const zones = await page.evaluate(
    () => (window as { __trekkerMap?: ExposedMap }).__trekkerMap?.renderedZones() ?? [],
  );
  return zones.find((zone) => zone.zoneId === zoneId)?.count ?? null;
}
