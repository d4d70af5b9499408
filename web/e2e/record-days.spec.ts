import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { offScreen } from './off-screen.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test('a person, a tracker and an asset tell their day: visits, gaps, connection and who had what', async ({ page }, {
  project,
}) => {
  const name = `day-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const since = new Date(Date.now() - HOUR_MS).toISOString();
  const zone = await addZone(page, `Zone ${name}`, { validFrom: since });
  const { personId, trackerId } = await carriedSince(page, name, since);
  // Twice inside, and some minutes outside between.
  const { inside, outside } = zone;
  const way = [outside, inside, inside, inside, outside, outside, outside, outside, inside, inside, inside];
  for (const [index, place] of way.entries()) {
    await phone.report(place, Date.now() - (way.length - index) * MINUTE_MS);
  }

  await page.goto(`/people/${personId}`);
  await untilLive(page);
  const visits = page.getByRole('region', { name: 'Visits' });
  await expect(visits.getByRole('button', { name: zone.name })).toHaveCount(2);
  await expect(visits.getByRole('listitem').filter({ hasText: 'In no zone' })).toContainText(/\d min/);
  await expect(visits).toContainText('still there');
  const connection = page.getByRole('region', { name: 'Connection' });
  await expect(connection.getByRole('list', { name: `Changes of Phone ${name}` })).toContainText('Connected');
  const history = page.getByRole('region', { name: 'Trackers so far' });
  await expect(history.getByRole('listitem')).toHaveCount(1);
  await lookAt(page);
  await visits.getByRole('link', { name: 'Replay this day' }).click();
  await expect(page).toHaveURL(new RegExp(`/playback\\?who=person%3A${personId}&day=\\d{4}-\\d\\d-\\d\\d`));

  await page.goto(`/trackers/${trackerId}`);
  await expect(visits.getByRole('button', { name: zone.name })).toHaveCount(2);
  await visits.getByRole('button', { name: zone.name }).first().click();
  await expect(visits.getByRole('cell', { name: 'began it' })).toBeVisible();
  await expect(connection.getByRole('list', { name: `Changes of Phone ${name}` })).toContainText(/since \d/);
  await expect(page.getByRole('list', { name: 'Last messages' }).getByRole('listitem').first()).toContainText(
    'Accepted',
  );
  await lookAt(page);

  const assetId = await handToAsset(page, { trackerId, name: `Asset ${name}` });
  await page.goto(`/assets/${assetId}`);
  await expect(visits.getByRole('button', { name: zone.name })).toHaveCount(1);
  await visits.getByRole('button', { name: zone.name }).click();
  await expect(visits.getByRole('cell', { name: 'began it' })).toBeVisible();
  await expect(history.getByRole('link', { name: `Phone ${name}` })).toBeVisible();
  await lookAt(page);
  await visits.getByRole('button', { name: 'Day before' }).click();
  await expect(visits).toContainText('No visit to any zone.');
  await expect(connection).toContainText('No tracker was carried at this time.');

  await page.goto(`/people/${personId}`);
  await expect(history.getByRole('listitem')).toContainText(/ to /);
  await archiveZone(page, zone);
});

test('the day of a record is read in German and in the dark', async ({ page, baseURL: url = '' }) => {
  await signIn(page);
  await page.context().addCookies([
    { name: 'trekker-language', value: 'de', url },
    { name: 'trekker-theme', value: 'dark', url },
  ]);
  const { people } = await ask<{ people: { nodes: { id: string }[] } }>(page, CARRYING, {});
  await page.goto(`/people/${people.nodes[0]?.id}?span=week`);
  await expect(page.getByRole('region', { name: 'Aufenthalte' })).toContainText('In Zonen');
  await expect(page.getByRole('region', { name: 'Verbindung' }).getByRole('list').first()).toContainText('Verbunden');
  await expect(page.getByRole('link', { name: 'Diese Woche abspielen' })).toBeVisible();
  await lookAt(page);
});

async function lookAt(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await offScreen(page)).toEqual([]);
  await expectAccessible(page);
}

/** Says that the person of a phone has carried it since an instant, rather than since it was added. */
async function carriedSince(page: Page, name: string, from: string): Promise<{ personId: string; trackerId: string }> {
  const { trackers } = await ask<{
    trackers: { nodes: { id: string; person: { id: string }; assignment: { id: string; from: string } }[] };
  }>(page, FIND, { name });
  const [tracker] = trackers.nodes;
  if (!tracker) throw new Error(`there is no tracker of ${name}`);
  const { id: trackerId, person, assignment } = tracker;
  await ask(page, END, { input: { assignmentId: assignment.id, at: assignment.from } });
  await ask(page, ASSIGN, { input: { trackerId, personId: person.id, from } });
  return { personId: person.id, trackerId };
}

async function handToAsset(page: Page, { trackerId, name }: { trackerId: string; name: string }): Promise<string> {
  const { createAsset } = await ask<{ createAsset: { asset: { id: string } } }>(page, ADD_ASSET, { input: { name } });
  const assetId = createAsset.asset.id;
  await ask(page, ASSIGN, { input: { trackerId, assetId } });
  return assetId;
}

const FIND = `query($name: String!) { trackers(first: 1, filter: { search: $name }) {
  nodes { id person { id } assignment { id from } } } }`;
const CARRYING = `query { people(first: 1, filter: { inAnyZone: true }) { nodes { id } } }`;
const END = `mutation($input: EndAssignmentInput!) { endAssignment(input: $input) { assignment { id } userErrors { message } } }`;
const ASSIGN = `mutation($input: AssignTrackerInput!) { assignTracker(input: $input) { assignment { id } userErrors { message } } }`;
const ADD_ASSET = `mutation($input: CreateAssetInput!) { createAsset(input: $input) { asset { id } userErrors { message } } }`;
