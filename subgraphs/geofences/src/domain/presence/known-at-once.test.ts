import assert from 'node:assert/strict';
import { test } from 'node:test';

import { believed, fenceSet, fixAt, fixes, MINUTE, textOf, versions, walk } from '../../../test/circle-walk.ts';
import { seededRandom } from '../../../test/seeded-random.ts';
import { toldTogether, type CoverageChange } from './coverage.ts';
import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { applyFix, applySilence, knownAtOnce, type NextFix, type TrackerPresence } from './tracker-presence.ts';
import type { VisitChange } from './visit-change.ts';

/** A tracker that was in the geofence at minute 0, and of which nothing was known for so many minutes since. */
function silentFor(minutes: number, rules: string) {
  const set = fenceSet(versions(`0:100,${rules}`));
  const entered = walk(set, fixes('0:50'));
  const silent = applySilence(entered.presence, minutes * MINUTE, set.knownAt(1));
  return { presence: silent.presence, changes: [...entered.changes, ...silent.changes], known: set.knownAt(1) };
}

interface Taken {
  readonly presence: TrackerPresence;
  readonly changes: readonly VisitChange[];
  readonly coverage: CoverageChange | null;
}

function take(from: TrackerPresence, run: readonly NextFix[], known: KnownFences): Taken {
  let taken: Taken = { presence: from, changes: [], coverage: null };
  for (const next of run) {
    const { presence, changes, coverage } = applyFix(taken.presence, next, known);
    taken = {
      presence,
      changes: [...taken.changes, ...changes],
      coverage: toldTogether(taken.coverage, coverage),
    };
  }
  return taken;
}

const atOnce = (from: TrackerPresence, run: readonly Fix[], known: KnownFences) =>
  take(from, knownAtOnce(from, run), known);

const oneByOne = (from: TrackerPresence, run: readonly Fix[], known: KnownFences) =>
  take(
    from,
    run.map((fix) => ({ fix, until: from.until })),
    known,
  );

const kinds = ({ changes }: Taken) => changes.map(({ kind, visit }) => `${kind} ${textOf([visit])}`);

test('of fixes that arrive together tells only of the silence behind the last', () => {
  const { presence, known } = silentFor(60, 'staleAfterSeconds=240');
  const run = fixes('1:50 2:50 3:50');
  assert.deepEqual(kinds(atOnce(presence, run, known)), ['REVISED 0-', 'PHASE_CHANGED 0- [7+-]']);
  assert.equal(oneByOne(presence, run, known).changes.length, 3);
});

test('tells of the silence behind the last although the visit went on as it was', () => {
  const { presence, known } = silentFor(0, 'staleAfterSeconds=240');
  const looked = { ...presence, until: 60 * MINUTE };
  const taken = atOnce(looked, fixes('1:50 2:50'), known);
  assert.deepEqual(textOf(believed(taken.changes)), '0- [6+-]');
  assert.equal(taken.presence.until, 60 * MINUTE);
});

test('does not end by silence who is heard again in the same breath', () => {
  const { presence, known } = silentFor(60, 'endAfterSeconds=600');
  const taken = atOnce(presence, fixes('5:50 10:50 58:50'), known);
  assert.deepEqual(
    taken.changes.map(({ kind }) => kind),
    ['REVISED', 'LEFT', 'ENTERED'],
  );
});

test('looks no further than somebody looked', () => {
  const { presence, known } = silentFor(6, 'staleAfterSeconds=240');
  const run = knownAtOnce(presence, fixes('5:50 7:50 9:50'));
  assert.deepEqual(
    run.map(({ until }) => until / MINUTE),
    [5, 6, 6],
  );
  assert.deepEqual(kinds(take(presence, run, known)), ['PHASE_CHANGED 0- [4+-5]']);
});

test('comes to the same however many fixes arrive together', () => {
  let spared = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seededRandom(seed);
    const rules = ['staleAfterSeconds=120', 'endAfterSeconds=300', 'probableAfterSeconds=60', 'enterConfirmSeconds=90'];
    const some = rules.filter(() => random() < 0.5);
    const { presence, changes, known } = silentFor(Math.floor(random() * 80), some.join(',') || 'dwellSeconds=60');
    const run = randomRun(random);
    const [one, together] = [oneByOne(presence, run, known), atOnce(presence, run, known)];
    const end = ({ presence: { state, until } }: Taken) => ({ until, last: state.last, standings: state.standings });
    assert.deepEqual(end(together), end(one), `seed ${seed}`);
    const visits = (taken: Taken) => believed([...changes, ...taken.changes]).toSorted((a, b) => a.from - b.from);
    assert.deepEqual(visits(together), visits(one), `seed ${seed}`);
    const silences = ({ coverage }: Taken) => coverage;
    assert.deepEqual(silences(together), silences(one), `seed ${seed}`);
    assert.ok(together.changes.length <= one.changes.length, `seed ${seed}`);
    spared += one.changes.length - together.changes.length;
  }
  assert.ok(spared > 100, `${spared} beliefs are spared`);
});

function randomRun(random: () => number): Fix[] {
  let [minute, meters] = [0, 50];
  return Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
    minute += 0.5 + Math.floor(random() * 8);
    meters = Math.max(0, meters + Math.round((random() - 0.5) * 120));
    return { ...fixAt(minute, meters + 0.5), isOff: random() < 0.1 };
  });
}
