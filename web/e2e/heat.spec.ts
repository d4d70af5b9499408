import { expectAccessible } from './accessibility.ts';
import { expect, restingMarker, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { shareOfColour } from './pixels.ts';
import { lonelyPlace } from './zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far the phone went to the north, and what that is on a map as close as it is shown. */
const AWAY_DEGREES = 0.0003;
const AWAY_PX = 97;
/** Before all of the demo's past. */
const STAYED_AT = Math.floor((Date.now() - 4 * DAY_MS) / MINUTE_MS) * MINUTE_MS;
/** The hottest colour over the ground beside the site, by theme. */
const HOTTEST = { light: [130, 77, 126], dark: [184, 170, 96] } as const;

test('the heat map is hot where a phone stayed and nowhere else', async ({ page }, { project }) => {
  await signIn(page);
  const name = `heat-${project.name}-${Date.now()}`;
  const place = await lonelyPlace(page);
  const phone = await addPhone(page, name);
  for (let minute = 0; minute <= 10; minute++) await phone.report(place, STAYED_AT + minute * MINUTE_MS);
  // It went on, so that its marker does not hide where it was.
  await phone.report({ ...place, latitude: place.latitude + AWAY_DEGREES }, STAYED_AT + 11 * MINUTE_MS);
  await page.goto('/map');
  await page.getByRole('searchbox', { name: 'Search people and trackers' }).fill(phone.person);
  await page.getByRole('complementary').getByRole('listitem').getByRole('button').click();
  const at = await restingMarker(page, phone.person);

  const button = page.getByRole('button', { name: 'Heat map', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const panel = page.getByRole('region', { name: 'Heat map' });
  await panel.getByLabel('Time spent').selectOption({ label: 'Chosen time' });
  const choose = async (from: number, to: number) => {
    await panel.getByLabel('From').fill(localText(from));
    await panel.getByLabel('Until').fill(localText(to));
  };
  await choose(STAYED_AT - DAY_MS, STAYED_AT + DAY_MS / 2);
  await expect(panel.getByRole('status')).toContainText('at most in one place');
  const around = (x: number) => ({ x: x - 60, y: at.y + AWAY_PX - 60, width: 120, height: 120 });
  // On a phone the panel lies over most of the map.
  const isDesk = project.name === 'desk';
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    if (isDesk) {
      await expect.poll(async () => shareOfColour(page, HOTTEST[theme], around(at.x))).toBeGreaterThan(0.005);
      expect(await shareOfColour(page, HOTTEST[theme], around(at.x - 220))).toBe(0);
    }
    await expectAccessible(page);
  }

  await choose(STAYED_AT - 9 * DAY_MS, STAYED_AT - 8 * DAY_MS);
  await expect(panel.getByRole('status')).toHaveText('Nobody was in this part of the map.');
  if (isDesk) await expect.poll(async () => shareOfColour(page, HOTTEST.dark, around(at.x))).toBe(0);
  await choose(STAYED_AT, STAYED_AT - DAY_MS);
  await expect(panel.getByRole('alert')).toHaveText('The end must lie after the beginning.');
  await panel.getByRole('button', { name: 'Hide heat map' }).click();
  await expect(panel).toBeHidden();
});

/** An instant as a field takes it; a day more or less does not matter here. */
function localText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16);
}
