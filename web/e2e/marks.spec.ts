import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

test('somebody is marked in and out by hand, and a limit says when it is reached', async ({ page }, { project }) => {
  test.slow();
  const name = `e2e-mark-${project.name}-${Date.now()}`;
  await signIn(page);
  const { person } = await addPhone(page, name);
  const zone = await addZone(page, `Zone ${name}`);
  await ask(page, LIMIT, { input: { zoneId: zone.id, maximum: 1 } });
  await page.goto('/headcount');
  await untilLive(page);
  const tile = page.getByRole('listitem').filter({ hasText: zone.name }).first();
  await expect(tile).toContainText('At most 1: kept');

  await tile.getByRole('button', { name: zone.name }).click();
  await tile.getByRole('button', { name: 'Mark somebody in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Search people').fill(person);
  await dialog.getByRole('button', { name: person }).click();
  await expect(tile).toContainText('1 present');
  await expect(tile).toContainText('marked by hand');
  await expect(tile).toContainText('At most 1: reached');
  const marks = page.getByRole('list', { name: 'Marked by hand' });
  await expect(marks).toContainText(`${person} is in ${zone.name}`);

  await tile.getByRole('button', { name: `Mark ${person} out of ${zone.name}` }).click();
  await tile.getByRole('button', { name: 'Mark out', exact: true }).click();
  await expect(tile).toContainText('0 present');
  await expect(marks).toContainText(`${person} is not in ${zone.name}`);
  await archiveZone(page, zone);
});

test('the headcount tells the present from those in doubt, and who is of which company', async ({ page }) => {
  await signIn(page);
  await page.goto('/headcount');
  const total = page.getByRole('region', { name: 'Everybody who is in a zone, counted once' });
  for (const state of ['Present', 'Probably present', 'Stale', 'Unknown']) {
    await expect(total.getByText(state, { exact: true })).toBeVisible();
  }
  const split = page.getByRole('region', { name: 'Who is here' });
  await expect(split.getByRole('listitem').first()).toContainText(/\d/);
  await split.getByRole('tab', { name: 'Kind' }).click();
  await expect(split.getByRole('tabpanel')).toContainText(/Employee|Contractor/);
});

const LIMIT = `mutation($input: SetOccupancyLimitInput!) { setOccupancyLimit(input: $input) { limit { id } userErrors { message } } }`;
