import assert from 'node:assert/strict';
import { test } from 'node:test';

import { full } from './cabs/cab-data.ts';
import { deriveAndDie, derivedVisits, forgetDerived } from './derived.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';
import { drawStories, truthOfStory } from './oracle/stories.ts';
import { tellYard } from './oracle/yard-run.ts';

const STORIES = full ? 200 : 2;
const SEED = 20_261_120;

/** A database to whose tenants stories were told, late positions and edits into the past among them. */
async function toldOf(site: TestGeofences) {
  for (const story of drawStories(STORIES, SEED)) {
    const { visits } = await tellYard(site, story);
    const truth = truthOfStory(story, Date.now()).visits;
    for (let tries = 0; tries < 200 && (await visits()).join() !== truth.join(); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await site.caughtUp();
    }
  }
  await site.geofences.stop();
  const rows = await derivedVisits(site);
  const corrected = rows.filter(({ revision }) => revision > 0);
  assert.ok(corrected.length > STORIES, `${rows.length} beliefs, ${corrected.length} of them corrections`);
  return rows;
}

async function derivedToTheEnd(site: TestGeofences) {
  const again = site.elsewhere();
  await again.start();
  await site.caughtUp(again);
  await again.stop();
  return derivedVisits(site);
}

test('the same log gives the same visits, ids and times of knowing, also where deriving it is killed in the middle', async () => {
  await using site = await startGeofences();
  const expected = await toldOf(site);
  await forgetDerived(site);
  assert.deepEqual(await derivedToTheEnd(site), expected);
  await forgetDerived(site);
  const progress = new Set<number>();
  for (let kills = 0; kills < 4 && !progress.has(expected.length); kills += 1) progress.add(await deriveAndDie(site));
  assert.ok(progress.size > 1, `it was killed after ${[...progress].join(', ')} beliefs`);
  assert.deepEqual(await derivedToTheEnd(site), expected);
});
