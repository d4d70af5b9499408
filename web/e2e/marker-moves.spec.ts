import type { RenderedMarker } from '../map/engine.ts';
import { coloursAround, expect, markers, restingMarker, selectOnMap, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { lonelyPlace, placeBesideTheSite } from './zone.ts';

test('a marker stands on the map and moves without a reload, in both themes', async ({ page }, { project }) => {
  const name = `moves-${project.name}-${Date.now()}`;
  await signIn(page);
  const place = await lonelyPlace(page);
  const phone = await addPhone(page, name);
  await phone.report(place);
  await page.goto('/map');
  await selectOnMap(page, phone.person);
  const marker = async () => [...(await markers(page)).values()].find(({ label }) => label === phone.person);
  // The map goes to whom one selects.
  await restingMarker(page, phone.person);

  for (const [step, colorScheme] of (['light', 'dark'] as const).entries()) {
    await page.emulateMedia({ colorScheme });
    // The map is drawn anew in its other colours.
    await page.waitForTimeout(1_000);
    // A busy machine moves the map to them for longer.
    let before: RenderedMarker | undefined;
    const coloursBefore = async () => {
      before = await marker();
      return before ? coloursAround(page, before) : 0;
    };
    await expect.poll(coloursBefore).toBeGreaterThan(8);
    await phone.report({ ...place, latitude: place.latitude + 0.0001 * (step + 1) });
    await expect
      .poll(async () => {
        const after = await marker();
        return after && before ? Math.hypot(after.x - before.x, after.y - before.y) : 0;
      })
      .toBeGreaterThan(4);
    const after = await marker();
    if (after) expect(await coloursAround(page, after)).toBeGreaterThan(8);
  }
});

test('somebody is found by name, selected and followed', async ({ page }, { project }) => {
  await signIn(page);
  const { person, report } = await addPhone(page, `found-${project.name}-${Date.now()}`);
  await report(await placeBesideTheSite(page));
  await page.goto('/map');
  await selectOnMap(page, person);
  const card = page.getByRole('article', { name: `Details of ${person}` });
  await expect(card).toContainText('Recorded');
  await card.getByRole('button', { name: 'Follow' }).click();
  await expect(card.getByRole('button', { name: 'Following' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});
