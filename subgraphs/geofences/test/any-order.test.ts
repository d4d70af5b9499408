import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { asyncProperty, assert as holds } from 'fast-check';

import { full } from './cabs/cab-data.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';
import { aStory, truthOfStory } from './oracle/stories.ts';
import { tellYard } from './oracle/yard-run.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const RUNS = full ? 500 : 5;
const SIZE = full ? { trackers: 3, fixes: 60 } : { trackers: 3, fixes: 25 };
const PATIENCE_MS = 8_000;

/** Until what is believed is what is true: ticks come at most once a second. */
async function eventually(believed: () => Promise<string[]>, expected: readonly string[]): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let found = await believed();
  while (found.join('\n') !== expected.join('\n') && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await site.caughtUp();
    found = await believed();
  }
  assert.deepEqual(found, expected);
}

for (const [whose, subject] of [
  ['visits', 'visits'],
  ['visits of people', 'personVisits'],
] as const) {
  test(`comes to the ${whose} of one batch computation, however positions, edits and hand-overs come`, async () => {
    const property = asyncProperty(aStory(SIZE), async (story) => {
      const truth = truthOfStory(story, Date.now());
      const told = await tellYard(site, story);
      await site.caughtUp();
      await eventually(told[subject], truth[subject]);
    });
    await holds(property, { numRuns: RUNS, endOnFailure: true });
  });
}
