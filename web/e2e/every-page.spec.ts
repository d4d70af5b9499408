import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { graveFindings } from './accessibility.ts';
import { ask } from './ask.ts';
import { isFullScale } from './config.ts';
import { expect, signIn, test } from './journey.ts';
import { offScreen } from './off-screen.ts';

// The folder is the list: a page that is added is looked at.
const APP = join(import.meta.dirname, '../app/(signed-in)');

test('every page fits its screen, has one heading and nothing grave against whoever cannot see it', async ({ page }, {
  project,
}) => {
  test.skip(project.name === 'phone' && !isFullScale(), 'on a phone the longer words of German are looked at');
  test.slow();
  await signIn(page);
  await lookAtEach(page, { language: 'en', size: project.name });
});

test('every page fits its screen and can be read in German and in the dark', async ({ page, baseURL: url = '' }, {
  project,
}) => {
  test.skip(project.name === 'desk' && !isFullScale(), 'the longer words of German are looked at on a phone');
  test.slow();
  await signIn(page);
  await page.context().addCookies([
    { name: 'trekker-language', value: 'de', url },
    { name: 'trekker-theme', value: 'dark', url },
  ]);
  await lookAtEach(page, { language: 'de', size: project.name });
});

/** Every page; where time is short every other one on a desk and the rest on a phone. */
async function lookAtEach(page: Page, { language, size }: { language: string; size: string }): Promise<void> {
  const musterId = await startMuster(page);
  try {
    const addresses = await addressesOf(page, musterId);
    expect(addresses.length).toBeGreaterThan(40);
    const half = addresses.filter((_, index) => index % 2 === (size === 'desk' ? 0 : 1));
    for (const address of isFullScale() ? addresses : half)
      await test.step(address, () => lookAt(page, { address, language }));
  } finally {
    await ask(page, END, { input: { musterId, cancelled: true, note: 'looked at' } });
  }
}

async function lookAt(page: Page, { address, language }: { address: string; language: string }): Promise<void> {
  const answer = await page.goto(address);
  expect.soft(answer?.status(), address).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect.soft(await offScreen(page), address).toEqual([]);
  for (const open of await page.locator('main nav [aria-current=page]').all()) {
    await expect.soft(open, `${address} shows where it lies beside others`).toBeInViewport({ ratio: 0.9 });
  }
  expect.soft(await graveFindings(page), address).toEqual([]);
}

/** Every page that somebody who is signed in can open, with records of the demo where one is needed. */
async function addressesOf(page: Page, musterId: string): Promise<string[]> {
  const { people, trackers, assets, geofences, places } = await ask<Record<string, Nodes>>(page, RECORDS, {});
  const ids: Record<string, string> = {
    personId: idOf(people),
    trackerId: idOf(trackers),
    assetId: idOf(assets),
    zoneId: idOf(geofences),
    placeId: idOf(places),
    document: 'devices',
    musterId,
  };
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) =>
      `/${file}`.replace(/\/page\.tsx$/, '').replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? name),
    )
    .map((address) => address || '/')
    .toSorted();
}

/** Starts a muster of a whole site of the demo: its page says more than that of one with nobody on its list. */
async function startMuster(page: Page): Promise<string> {
  const { places } = await ask<{ places: { nodes: readonly { id: string; kind: string }[] } }>(page, PLACES, {});
  // Ids tell their age: the site of the demo is older than all that journeys made.
  const sites = places.nodes.filter(({ kind }) => kind === 'SITE').map(({ id }) => id);
  const input = {
    placeId: sites.toSorted()[0],
    mode: 'TEST',
    name: 'A muster with a name that takes more than one line of a phone',
    stationPolicy: 'ASK',
    expectedMinutes: 15,
    idempotencyKey: crypto.randomUUID(),
  };
  const { startMuster: started } = await ask<{ startMuster: { muster: { id: string } | null } }>(page, START, {
    input,
  });
  expect(started.muster, 'the muster was started').not.toBeNull();
  return started.muster?.id ?? '';
}

interface Nodes {
  readonly nodes: readonly { readonly id: string }[];
}

function idOf(records: Nodes | undefined): string {
  const [first] = records?.nodes ?? [];
  if (!first) throw new Error('the demo lacks a record that a page is about');
  return first.id;
}

const RECORDS = `query {
  people(first: 1) { nodes { id } } trackers(first: 1) { nodes { id } } assets(first: 1) { nodes { id } }
  geofences(first: 1) { nodes { id } } places(first: 1) { nodes { id } } }`;
const PLACES = 'query { places(first: 500) { nodes { id kind } } }';
const START = `mutation($input: StartMusterInput!) { startMuster(input: $input) { muster { id } userErrors { message } } }`;
const END = `mutation($input: EndMusterInput!) { endMuster(input: $input) { muster { id } userErrors { message } } }`;
