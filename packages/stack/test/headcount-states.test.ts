import assert from 'node:assert/strict';
import { test } from 'node:test';

import { aStory, createPureYard, oracleHeadcount, truthOfStory, type DeriveAnew } from '@trekker/geofences/testing';
import { headcountAt, staysOf, type PersonVisit } from '@trekker/headcount/testing';
import * as fc from 'fast-check';

import { full } from './replay/recorded-data.ts';

const RUNS = full ? 20_000 : 1_000;
/** Everything that stories tell happens before. */
const UNTIL = Date.UTC(2026, 5, 1);
/** Most instants looked at in one story. */
const INSTANTS = 12;

/** A story, in the middle of which headcounts are asked for, and which of the instants are looked at. */
const scenes = fc.record({
  story: aStory({ trackers: 3, fixes: 25 }),
  known: fc.nat({ max: 20 }).map((n) => n / 20),
  first: fc.nat({ max: 5 }),
});
type Scene = ReturnType<typeof scenes.generate>['value'];
type Truth = ReturnType<typeof truthOfStory>;

/** Lets a story arrive; gives back what is believed, and what had arrived, at a block in the middle and in the end. */
async function tell({ story, known }: Scene, derive: DeriveAnew | undefined) {
  const yard = createPureYard(story, { until: UNTIL, derive });
  const last = yard.blocks.length - 1;
  const looks = new Set([Math.floor(known * last), last]);
  const keys = new Set<string>();
  const keyOf = (tracker: number, { recordedAt, dedupe }: { recordedAt: number; dedupe: unknown }) =>
    `${tracker} ${recordedAt} ${String(dedupe)}`;
  const seen: { visits: PersonVisit[]; arrived: Scene['story'] }[] = [];
  for (const [step, block] of yard.blocks.entries()) {
    await yard.take(block);
    for (const { tracker, fix } of block) keys.add(keyOf(tracker, fix));
    if (!looks.has(step)) continue;
    const visits = yard.people().map(({ geofenceId: zoneId, ...visit }): PersonVisit => ({ ...visit, zoneId }));
    const tracks = story.tracks.map((track, tracker) => track.filter((fix) => keys.has(keyOf(tracker, fix))));
    seen.push({ visits, arrived: { ...story, tracks } });
  }
  return seen;
}

/** What is counted at an instant, by zone and in all. */
function countedAt(visits: readonly PersonVisit[], at: number): string[] {
  const byPerson = Map.groupBy(visits, ({ personId }) => personId);
  const stays = [...byPerson.values()].flatMap((own) => staysOf({ visits: own, spans: [] }));
  return ['a', 'b', 'ab'].flatMap((zones) => {
    const inside = stays.filter(({ zoneId }) => zones.includes(zoneId));
    const { people } = headcountAt(inside, at, () => 0);
    return people.map(({ personId, state }) => `${zones} ${personId} ${state.toLowerCase()}`).toSorted();
  });
}

/** The same by batch computations of others. */
function truthAt({ people }: Truth, at: number): string[] {
  return ['a', 'b', 'ab'].flatMap((zones) =>
    [...oracleHeadcount(people, { at, zones: new Set(zones) })]
      .map(([personId, state]) => `${zones} ${personId} ${state}`)
      .toSorted(),
  );
}

/** Some instants at which something changes for people, by what is true or was believed, and those just before. */
function instantsOf(
  visits: readonly Pick<PersonVisit, 'from' | 'to' | 'probable' | 'stale' | 'lost'>[],
  first: number,
) {
  const edges = visits.flatMap(({ from, to, probable, stale, lost }) =>
    [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])].flatMap((phase) => [phase.from, phase.to ?? []]),
  );
  const all = [...new Set(edges.flat().flatMap((edge) => [edge - 1, edge]))].toSorted((a, b) => a - b);
  const step = Math.max(1, Math.ceil(all.length / INSTANTS));
  return all.filter((_, index) => index % step === first % step);
}

/** Compares what is counted, in the middle of a story and in the end, with the truth of what had arrived by then. */
async function compare(scene: Scene, derive?: DeriveAnew) {
  const found: string[] = [];
  const expected: string[] = [];
  for (const { visits, arrived } of await tell(scene, derive)) {
    const truth = truthOfStory(arrived, UNTIL);
    for (const at of instantsOf([...truth.people, ...visits], scene.first)) {
      found.push(`as of ${at}`, ...countedAt(visits, at));
      expected.push(`as of ${at}`, ...truthAt(truth, at));
    }
  }
  return { found, expected };
}

test('fixes in any order, twice and late, give at every instant the headcounts of what was known by then', async (t) => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const { found, expected } = await compare(scene);
      assert.deepEqual(found, expected);
      for (const line of expected) {
        const state = line.split(' ').at(-1) ?? '';
        if (!line.startsWith('as of')) seen.set(state, (seen.get(state) ?? 0) + 1);
      }
    }),
    { numRuns: RUNS },
  );
  t.diagnostic(`people counted: ${JSON.stringify(Object.fromEntries(seen))}`);
  assert.deepEqual([...seen.keys()].toSorted(), ['present', 'probable', 'stale', 'unknown']);
});

test('an engine that passes over late fixes is found out by headcounts', async () => {
  const derive: DeriveAnew = async () => ({ stretches: [], coverage: [], removed: [], segments: [], end: null });
  const property = fc.asyncProperty(scenes, async (scene) => {
    const { found, expected } = await compare(scene, derive);
    assert.deepEqual(found, expected);
  });
  assert.ok((await fc.check(property, { numRuns: RUNS, endOnFailure: true })).failed);
});
