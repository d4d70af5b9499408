import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { graveFindings } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';

// The folder is the list: a page that is added is looked at.
const APP = join(import.meta.dirname, '../app/(signed-in)');
/** Pages of what the demo has none of have journeys of their own. */
const NOT_IN_THE_DEMO = /^musters\/\[musterId\]/;

test('every page fits its screen, has one heading and nothing grave against whoever cannot see it', async ({
  page,
}) => {
  test.slow();
  await signIn(page);
  const addresses = await addressesOf(page);
  expect(addresses.length).toBeGreaterThan(40);
  for (const address of addresses) {
    await test.step(address, async () => {
      const answer = await page.goto(address);
      expect.soft(answer?.status(), address).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), address).toBe(0);
      for (const open of await page.locator('main nav [aria-current=page]').all()) {
        await expect.soft(open, `${address} shows where it lies beside others`).toBeInViewport({ ratio: 0.9 });
      }
      expect.soft(await graveFindings(page), address).toEqual([]);
    });
  }
});

/** Every page that somebody who is signed in can open, with records of the demo where one is needed. */
async function addressesOf(page: Page): Promise<string[]> {
  const { people, trackers, assets, geofences, places } = await ask<Record<string, Nodes>>(page, RECORDS, {});
  const ids: Record<string, string> = {
    personId: idOf(people),
    trackerId: idOf(trackers),
    assetId: idOf(assets),
    zoneId: idOf(geofences),
    placeId: idOf(places),
    document: 'devices',
  };
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx') && !NOT_IN_THE_DEMO.test(file))
    .map((file) =>
      `/${file}`.replace(/\/page\.tsx$/, '').replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? name),
    )
    .map((address) => address || '/')
    .toSorted();
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
