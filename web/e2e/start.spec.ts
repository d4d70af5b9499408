import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, openOverview, signIn, test } from './journey.ts';
import { addZone, archiveZone, placeBesideTheSite } from './zone.ts';

/** What the organisation has. */
interface Has {
  places: number;
  zones: number;
  people: number;
  trackers: number;
  heard: boolean;
}

test('an empty organisation is led from step to step, which say how far they truly are', async ({ page }) => {
  const has: Has = { places: 0, zones: 0, people: 0, trackers: 0, heard: false };
  await pretend(page, has);
  await openOverview(page);
  const card = page.getByRole('region', { name: 'Getting started' });
  await expect(card).toContainText('0 of 3 steps done · Next: Your site');
  await expectAccessible(page);
  await card.getByRole('link', { name: 'Open the guide' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Getting started' })).toBeVisible();
  const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  await expect(step('Your site')).toHaveAttribute('aria-current', 'step');
  await expect(step('Your people')).toContainText('Nothing there yet');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );

  await step('Your site').getByRole('button', { name: 'Name the site' }).click();
  await expect(page.getByRole('dialog', { name: 'New place' })).toBeVisible();
  await page.keyboard.press('Escape');
  await step('A phone that reports').getByRole('button', { name: 'Connect a phone' }).click();
  await expect(page.getByRole('dialog', { name: 'Add tracker' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText('Try it with the simulator').click();
  await expect(page.getByText(/npm run simulate -- --url http.*\/i\/<token>\//)).toBeVisible();

  await page.getByRole('button', { name: 'Skip: Your people' }).click();
  await expect(step('Your people')).toContainText('Skipped');
  Object.assign(has, { places: 1, trackers: 2 });
  await expect(step('Your site')).toContainText('Begun');
  await expect(step('A phone that reports')).toContainText('2 trackers, nothing heard of any yet');
  Object.assign(has, { zones: 1, heard: true });
  const next = page.getByRole('region', { name: 'All set. What comes next' });
  await expect(next.getByRole('link', { name: /Invite colleagues/ })).toBeVisible();
  await page.getByRole('button', { name: 'Take up: Your people' }).click();
  await expect(next).toHaveCount(0);
  has.people = 3;
  await expect(next).toBeVisible();
  await expectAccessible(page);
});

test('the card can be put away, and whoever lacks nothing sees none', async ({ page }) => {
  const has: Has = { places: 1, zones: 1, people: 0, trackers: 0, heard: false };
  await pretend(page, has);
  await openOverview(page);
  const card = page.getByRole('region', { name: 'Getting started' });
  await card.getByRole('button', { name: 'Put this away' }).click();
  await expect(card).toHaveCount(0);
  await page.unroute('**/graphql');
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(page.getByRole('link', { name: /^On site now/ })).toContainText(/\d/);
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go anywhere' }).fill('getting');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByText('3 of 3 steps done')).toBeVisible();
});

test('a site gets its name, and its zones from a file', async ({ page }, { project }) => {
  const name = `Site ${project.name} ${Date.now()}`;
  await signIn(page);
  const { latitude, longitude } = await placeBesideTheSite(page);
  await page.goto('/start?add-place=');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add place' }).click();
  await expect(dialog).toContainText(`${name} is there.`);
  const draw = await dialog.getByRole('link', { name: 'Draw its zone' }).getAttribute('href');
  await dialog.getByRole('button', { name: 'Read zones from a file' }).click();
  await expect(dialog.getByLabel('Place').locator('option:checked')).toHaveText(name);
  await dialog.getByLabel('File').setInputFiles({
    name: 'site.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify(square(`Yard ${name}`, { latitude, longitude }))),
  });
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByRole('status')).toContainText('1');
  await page.goto('/zones');
  const site = page.getByRole('region', { name, exact: true });
  await site.getByRole('link', { name: `Yard ${name}`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Yard ${name}` })).toBeVisible();
  await ask(page, ARCHIVE, { input: { geofenceId: page.url().split('/').at(-1) } });

  await page.goto(draw ?? '');
  await expect(page.getByLabel('Place').locator('option:checked')).toHaveText(name);
});

test('the simulator is switched on with one click, its people walk about a zone, and off again', async ({ page }) => {
  await signIn(page);
  await endSimulations(page);
  const zone = await addZone(page, `Zone walked ${Date.now()}`, { east: 0.015 });
  await page.goto('/start');
  await page.getByText('Try it with the simulator').click();
  await page.getByLabel('Where they walk').selectOption({ label: zone.name });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Switch the simulator on' }).click();
  await expect(page.getByText('The simulator is on: 8 made-up people report every 5 seconds.')).toBeVisible();
  await expectAccessible(page);
  const first = await walkers(page, 8);
  const isNear = ({ latitude, longitude }: Place) =>
    Math.abs(latitude - zone.inside.latitude) < 0.0006 && Math.abs(longitude - zone.inside.longitude) < 0.001;
  expect(first.every(isNear)).toBe(true);
  await expect.poll(async () => moved(first, await walkers(page, 8)), { timeout: 60_000 }).toBeGreaterThan(0);

  await page.goto('/people?q=Simulated');
  await expect(page.getByRole('row').filter({ hasText: 'Simulated 8' })).toContainText('Connected');
  await page.goto('/devices/feeds');
  await expect(page.getByRole('listitem').filter({ hasText: 'Simulator' })).toContainText('Simulation');
  await page.goto('/start');
  await page.getByText('Try it with the simulator').click();
  await page.getByRole('button', { name: 'Switch the simulator off' }).click();
  await expect(page.getByRole('button', { name: 'Switch the simulator on' })).toBeVisible();
  await page.goto('/devices/feeds');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Simulator' })).toHaveCount(0);
  await archiveZone(page, zone);
});

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Where the people of the simulator are, once all are heard. */
async function walkers(page: Page, count: number): Promise<readonly Place[]> {
  const places = async () => {
    const { trackers } = await ask<{ trackers: { nodes: { identifiers: string[]; lastPosition: Place | null }[] } }>(
      page,
      WALKERS,
      {},
    );
    return trackers.nodes.flatMap(({ lastPosition }) => lastPosition ?? []);
  };
  await expect.poll(async () => (await places()).length, { timeout: 30_000 }).toBe(count);
  return places();
}

/** How many stand elsewhere than before. */
function moved(before: readonly Place[], now: readonly Place[]): number {
  return now.filter(({ latitude, longitude }, index) => {
    const was = before[index];
    return was?.latitude !== latitude || was.longitude !== longitude;
  }).length;
}

/** Whatever a journey before left on. */
async function endSimulations(page: Page): Promise<void> {
  const { positionFeeds } = await ask<{ positionFeeds: { nodes: { id: string; kind: string }[] } }>(page, FEEDS, {});
  for (const { id } of positionFeeds.nodes.filter(({ kind }) => kind === 'SIMULATION'))
    await ask(page, END_FEED, { input: { feedId: id } });
}

const WALKERS = `query { trackers(first: 50, filter: { search: "simulated-" }, orderBy: { field: NAME, direction: ASCENDING }) {
  nodes { identifiers lastPosition { latitude longitude } } } }`;
const FEEDS = `query { positionFeeds(first: 100) { nodes { id kind } } }`;
const END_FEED = `mutation($input: DeletePositionFeedInput!) { deletePositionFeed(input: $input) { feedId } }`;
const ARCHIVE = `mutation($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }`;

/** Answers the questions of the guide as the gateway does for an organisation that has just this. */
async function pretend(page: Page, has: Has): Promise<void> {
  const list = (__typename: string, totalCount: number, nodes: readonly object[] = []) => ({
    __typename,
    totalCount,
    nodes,
  });
  const answers: Readonly<Record<string, () => object>> = {
    StartSite: () => ({
      places: list('PlaceConnection', has.places, has.places ? [{ __typename: 'Place', id: 'p', name: 'Quay' }] : []),
      geofences: list('GeofenceConnection', has.zones),
    }),
    StartPeople: () => ({ people: list('PersonConnection', has.people) }),
    StartTrackers: () => ({
      trackers: list(
        'TrackerConnection',
        has.trackers,
        has.trackers
          ? [{ __typename: 'Tracker', id: 't', lastHeardAt: has.heard ? '2026-01-01T00:00:00.000Z' : null }]
          : [],
      ),
    }),
  };
  await page.route('**/graphql', (route) => {
    const asked = Object.keys(answers).find((name) =>
      route.request().postData()?.includes(`"operationName":"${name}"`),
    );
    const answer = asked === undefined ? undefined : answers[asked];
    return answer ? route.fulfill({ json: { data: answer() } }) : route.fallback();
  });
}

function square(name: string, { latitude, longitude }: { latitude: number; longitude: number }): object {
  const [west, east, south, north] = [longitude - 0.0003, longitude + 0.0003, latitude - 0.0003, latitude + 0.0003];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
