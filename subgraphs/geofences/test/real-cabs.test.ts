import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PLAIN_RULES } from '../src/domain/geofence/rules.ts';
import {
  cabFixes,
  cabHeadcounts,
  cabTransitions,
  cabZones,
  explainer,
  full,
  missing,
  type CabFix,
} from './cabs/cab-data.ts';
import { deriveCabs, type CabVisit } from './cabs/derive-cabs.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';
import { seededRandom } from './seeded-random.ts';

const skip = missing === undefined ? false : `../shared/data/${missing} is absent`;
const SIZE = full ? Infinity : 20_000;
const BLOCK = 2_000;
/** What comes late makes everything behind it be derived anew: of a whole file, with every block. */
const [DISORDERED_BLOCK, LATE_BLOCK] = full ? [300_000, 20_000] : [BLOCK, 500];
const STALE_SECONDS = 900;
const rules = { ...PLAIN_RULES, staleAfterSeconds: STALE_SECONDS };

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

/** Pieces of so many, in order. */
function blocksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** Holds visits against transitions and headcounts that a brute-force computation found in the same fixes. */
function assertTrue(visits: readonly CabVisit[], fixes: readonly CabFix[]): void {
  const last = fixes.reduce((latest, { t }) => Math.max(latest, t), 0);
  const truth = cabTransitions();
  const named = new Set(truth.map(({ zone }) => zone));
  const expected = new Set(truth.filter(({ t }) => t <= last).map(({ text }) => text));
  const found = new Set(
    visits
      .filter(({ zone }) => named.has(zone))
      .flatMap(({ cab, zone, from, to }) => [
        `${cab} ${zone} enter ${from / 1_000}`,
        ...(to === null ? [] : [`${cab} ${zone} exit ${to / 1_000}`]),
      ]),
  );
  const isExplained = explainer(fixes, cabZones());
  const unexplained = (transitions: Set<string>) => [...transitions].filter((one) => !isExplained(one));
  assert.ok(expected.size > 3_000, `${expected.size} transitions are expected`);
  assert.deepEqual(
    { missing: unexplained(expected.difference(found)), unexpected: unexplained(found.difference(expected)) },
    { missing: [], unexpected: [] },
  );

  const inZone = Map.groupBy(visits, ({ zone }) => zone);
  const isSilent = ({ stale }: CabVisit, ms: number) =>
    stale.some(({ from, to }) => from <= ms && (to === null || to > ms));
  const counts = cabHeadcounts().filter(({ t }) => t <= last);
  assert.ok(counts.length > 50, `${counts.length} headcounts are expected`);
  assert.deepEqual(
    counts.map(({ t, zone }) => {
      const inside = (inZone.get(zone) ?? []).filter(
        ({ from, to }) => from <= t * 1_000 && (to ?? Infinity) > t * 1_000,
      );
      return { t, zone, all: inside.length, seen: inside.filter((visit) => !isSilent(visit, t * 1_000)).length };
    }),
    counts,
  );
}

test('finds the transitions and headcounts of the recorded cabs of San Francisco', { skip }, async () => {
  const fixes = cabFixes(SIZE);
  assertTrue(await deriveCabs(site, { zones: cabZones(), rules, blocks: blocksOf(fixes, BLOCK) }), fixes);
});

test('finds the same when every fix comes twice and in any order', { skip }, async () => {
  const fixes = cabFixes(SIZE);
  const blocks = blocksOf(shuffled([...fixes, ...fixes], seededRandom(11)), DISORDERED_BLOCK);
  assertTrue(await deriveCabs(site, { zones: cabZones(), rules, blocks }), fixes);
});

test('finds the same when whole blocks come late', { skip }, async () => {
  const fixes = cabFixes(SIZE);
  const blocks = shuffled(blocksOf(fixes, LATE_BLOCK), seededRandom(12));
  assertTrue(await deriveCabs(site, { zones: cabZones(), rules, blocks }), fixes);
});

test('tells by default of fewer visits that are a single fix, or go on at once', { skip }, async (t) => {
  const fixes = cabFixes(SIZE);
  const blocks = blocksOf(fixes, BLOCK);
  const figures = async (given: { rules?: typeof rules }) => {
    const visits = await deriveCabs(site, { zones: cabZones(), blocks, ...given });
    const tracks = Map.groupBy(visits, ({ cab, zone }) => `${cab} ${zone}`).values();
    const again = [...tracks].flatMap((track) => {
      const inOrder = track.toSorted((a, b) => a.from - b.from);
      return inOrder.filter((visit, index) => visit.from - (inOrder[index - 1]?.to ?? -Infinity) <= 120_000);
    });
    const short = visits.filter(({ from, to }) => to !== null && to - from <= 60_000);
    return { visits: visits.length, atMostAMinute: short.length, againWithinTwoMinutes: again.length };
  };
  const [plain, defaults] = [await figures({ rules }), await figures({})];
  t.diagnostic(`plain rule ${JSON.stringify(plain)}`);
  t.diagnostic(`defaults   ${JSON.stringify(defaults)}`);
  assert.ok(defaults.againWithinTwoMinutes < plain.againWithinTwoMinutes / 2);
});
