import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addZone, archiveZone } from './zone.ts';

const RULES = `query($id: ID!) { geofence(id: $id) { version { rules {
  dwellSeconds enterConfirmFixes staleAfterSeconds maxAccuracyMeters minAltitudeMeters maxAltitudeMeters
  activeHours { followsPlace weekly { days fromMinute toMinute } } } } } }`;

test('a zone gets its hours and its rules, which are then said in words', async ({ page }, { project }) => {
  await signIn(page);
  const zone = await addZone(page, `Hours ${project.name}-${Date.now()}`);
  await page.goto(`/zones/${zone.id}`);
  await expect(page.getByText('The zone counts at all hours.')).toBeVisible();
  await page.getByRole('link', { name: 'Edit shape' }).click();
  await untilLive(page);
  await page.getByLabel('Active hours').selectOption('Only at these hours');
  const first = page.getByRole('group', { name: 'Hours 1' });
  await first.getByLabel('From').fill('22:00');
  await first.getByLabel('To').fill('06:00');
  await expect(first).toContainText('Ends on the day after.');
  await page.getByRole('button', { name: 'Add other hours' }).click();
  const second = page.getByRole('group', { name: 'Hours 2' });
  await second.getByRole('button', { name: 'Saturday' }).click();
  await second.getByRole('button', { name: 'Sunday' }).click();
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(second).toContainText('Choose at least one');
  await second.getByRole('button', { name: 'Sunday' }).click();
  await second.getByLabel('From').fill('00:00');
  await second.getByLabel('To').fill('00:00');

  await page.getByText('Advanced rules').click();
  await expect(page.getByLabel('Stale after', { exact: true })).toHaveAttribute('placeholder', '15 minutes');
  await page.getByRole('button', { name: 'Suggest from the last 7 days' }).click();
  // Phones of other journeys may have been there.
  await expect(page.getByText(/Nobody was near in the last 7 days|Nothing flapped|came and went/)).toBeVisible();
  await page.getByLabel('Dwelling after', { exact: true }).fill('20');
  await page.getByLabel('Positions to enter').fill('3');
  await page.getByLabel('Unit of Stale after').selectOption('never');
  await page.getByLabel('Lowest altitude', { exact: true }).fill('12');
  await page.getByLabel('Highest altitude', { exact: true }).fill('3');
  await expectAccessible(page);
  await fitsTheScreen(page);
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(page.getByLabel('Highest altitude', { exact: true })).toHaveAccessibleDescription(/above 12/);
  await page.getByLabel('Highest altitude', { exact: true }).fill('16');
  await page.getByRole('button', { name: 'Save the zone' }).click();

  const section = page.getByRole('region', { name: 'Shape and rules' });
  await expect(section).toContainText(/Mon to Fri (10:00.PM|22:00) to (6:00.AM|06:00) on the day after/);
  await expect(section).toContainText('Sun all day');
  await expect(section).toContainText('By the clocks of the place:');
  await expect(section).toContainText('Whoever is inside for 20 minutes counts as dwelling.');
  await expect(section).toContainText(/Positions below 12 met(er|re)s are outside/);
  const { geofence } = await ask<{ geofence: { version: { rules: object } } }>(page, RULES, { id: zone.id });
  expect(geofence.version.rules).toEqual({
    dwellSeconds: 1_200,
    enterConfirmFixes: 3,
    staleAfterSeconds: null,
    maxAccuracyMeters: 50,
    minAltitudeMeters: 12,
    maxAltitudeMeters: 16,
    activeHours: {
      followsPlace: true,
      weekly: [
        { days: [1, 2, 3, 4, 5], fromMinute: 1_320, toMinute: 360 },
        { days: [7], fromMinute: 0, toMinute: 1_440 },
      ],
    },
  });
  await expectAccessible(page);
  await page.goto(`/zones?q=${encodeURIComponent(zone.name)}`);
  await expect(page.getByRole('listitem').filter({ hasText: zone.name })).toContainText('Sun all day');

  await page.goto(`/zones/${zone.id}/shape`);
  await page.getByText('Advanced rules').click();
  await expect(page.getByLabel('Dwelling after', { exact: true })).toHaveValue('20');
  await page.getByLabel('Dwelling after', { exact: true }).fill('');
  await page.getByLabel('Active hours').selectOption('Always');
  await page.getByRole('button', { name: 'Save the zone' }).click();
  await expect(section).toContainText('The zone counts at all hours.');
  await expect(section).not.toContainText('dwelling');
  await archiveZone(page, zone);
});

test('every kind of zone says what it is for and what is usual for it', async ({ page }) => {
  await signIn(page);
  await page.goto('/zones');
  await page.getByRole('navigation', { name: 'Zones' }).getByRole('link', { name: 'Kinds of zones' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kinds of zones' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Muster point' })).toContainText('counts as safe');
  await expect(page.getByRole('region', { name: 'Gate' })).toContainText('at most 1 minute apart');
  await expect(page.getByRole('main').getByRole('region')).toHaveCount(5);
  await expectAccessible(page);
  await fitsTheScreen(page);
});

/** Fails when the page is wider than the screen. */
async function fitsTheScreen(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
