import { deepEqual, match, ok } from 'node:assert/strict';
import { test } from 'node:test';

import { array, asyncProperty, check, record, tuple, type Arbitrary } from 'fast-check';

import { full } from '../cabs/cab-data.ts';
import { arriving, blocksOf, someArrival, somePlace, type Arrival } from './arrivals.ts';
import { createArrivingTracker, type DeriveAnew } from './arriving-tracker.ts';
import { contentOf } from './content.ts';
import { engineFences, engineFixes } from './engine.ts';
import { inOrder, type OracleFix } from './oracle-fix.ts';
import { oracleVisits } from './oracle-visits.ts';
import { aTrack, BEGIN, type DrawnVersion } from './scenarios.ts';
import { aKeptFence } from './stories.ts';

const RUNS = full ? 20_000 : 600;
const UNTIL = BEGIN + 90 * 86_400_000;

/** Fixes of one tracker, long enough for several segments, and how they and edits of a geofence come to be known. */
interface Coming {
  readonly track: readonly OracleFix[];
  readonly versions: readonly DrawnVersion[];
  readonly arrival: Arrival;
  /** At which share of all fixes each version comes to be known; one comes no earlier than the version before. */
  readonly places: readonly number[];
}

const coming: Arbitrary<Coming> = tuple(aTrack(12), aTrack(350)).chain(([short, long]) =>
  record({
    track: array(somePlace, { minLength: 1, maxLength: 1 }).map(([pick = 0]) => (pick < 0.3 ? short : long)),
    versions: aKeptFence('a', 3),
    arrival: someArrival,
    places: array(somePlace, { minLength: 1, maxLength: 4 }),
  }),
);

/** What a tracker that takes everything as it comes believes in the end. */
async function believed({ track, versions, arrival, places }: Coming, derive?: DeriveAnew): Promise<string[]> {
  const tracker = createArrivingTracker(derive);
  const fixes = arriving(inOrder(track), arrival);
  const fencesAt = versions.map((_, index) => engineFences(versions.slice(0, index + 1)));
  const nothing = engineFences([]);
  let [known, reached] = [0, 0];
  const learn = async (share: number) => {
    for (; known < versions.length; known += 1) {
      reached = Math.max(reached, places[known % places.length] ?? 0);
      const [version, fences] = [versions[known], fencesAt[known]];
      if (reached > share || !version || !fences) return;
      await tracker.edit(version.geofenceId, version.validFrom, fences);
    }
  };
  for (const [index, block] of blocksOf(fixes, arrival.together).entries()) {
    await learn((index * arrival.together) / fixes.length);
    const kept = engineFixes(inOrder(block)).map((fix) => ({ ...fix, knownAt: index }));
    await tracker.take(kept, fencesAt[known - 1] ?? nothing);
  }
  await learn(1);
  return contentOf(tracker.visits(fencesAt.at(-1) ?? nothing, UNTIL));
}

function anyOrder(derive?: DeriveAnew) {
  return asyncProperty(coming, async (story) => {
    const { track, versions } = story;
    deepEqual(await believed(story, derive), contentOf(oracleVisits({ fixes: track, versions, until: UNTIL })));
  });
}

test('a tracker comes to the same visits however its fixes and edits come', async () => {
  const { failed, error, counterexamplePath } = await details(anyOrder(), RUNS);
  ok(!failed, `${error} (path ${counterexamplePath})`);
});

test('an engine that passes over late fixes is found out', async () => {
  const ignoring: DeriveAnew = async (request, line) => {
    if (request.fresh.length > 0) return { stretches: [], coverage: [], removed: [], segments: [], end: null };
    const { deriveAnew } = await import('../../src/workers/presence/derive-anew.ts');
    return deriveAnew(request, line);
  };
  const { failed, error } = await details(anyOrder(ignoring), RUNS);
  ok(failed);
  match(error, /strictly deep-equal/);
});

async function details(property: ReturnType<typeof anyOrder>, numRuns: number) {
  const { failed, errorInstance, counterexamplePath } = await check(property, { numRuns, endOnFailure: true });
  return { failed, error: errorInstance instanceof Error ? errorInstance.message : '', counterexamplePath };
}
