import assert from 'node:assert/strict';
import { test } from 'node:test';

import { positionId } from '@trekker/geo';

import { believed, fenceSet, fixAt, fixes, MINUTE, textOf, versions, walk } from '../../../test/circle-walk.ts';
import { seededRandom } from '../../../test/seeded-random.ts';
import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { readState, stateText } from './state-text.ts';
import { applyFix, applySilence, nextDeadline, UNKNOWN_TRACKER, type TrackerPresence } from './tracker-presence.ts';
import { orderOf } from './tracker-state.ts';
import type { VisitChange } from './visit-change.ts';

/** A fix that became known by itself. */
const taken = (presence: TrackerPresence, fix: Fix, fences: KnownFences) =>
  applyFix(presence, { fix, until: presence.until }, fences);

const told = (changes: readonly VisitChange[]) =>
  changes.map(({ kind, revision, visit }) => `${revision} ${kind} ${textOf([visit])}`);

test('names the positions behind begin and end with their distance and version', () => {
  const set = fenceSet(versions('0:100,enterConfirmFixes=2,exitConfirmFixes=2 2.5:90,exitConfirmFixes=2'));
  const track = fixes('1:50 2:60 3:200 4:300');
  const { changes } = walk(set, track);
  const [visit] = believed(changes);
  assert.deepEqual(
    visit?.evidence.map(({ decision, positionId: id, signedDistanceMeters, version }) => [
      decision,
      track.findIndex(({ key }) => positionId(key) === id),
      Math.round(signedDistanceMeters),
      version,
    ]),
    [
      ['BEGAN', 0, -50, 1],
      ['CONFIRMED_BEGIN', 1, -40, 1],
      ['ENDED', 2, 110, 2],
      ['CONFIRMED_END', 3, 210, 2],
    ],
  );
  assert.equal(changes[0]?.visit.evidence.length, 2);
});

test('gives a visit an id that follows from its geofence and the position that opened it', () => {
  const [near, far] = [versions('0:100'), versions('0:200', '01900000-0000-7000-8000-0000000000fe')];
  const set = fenceSet([...near, ...far]);
  const ids = (text: string) => walk(set, fixes(text)).changes.map(({ visitId }) => visitId);
  const [a, b] = ids('1:50');
  assert.match(a ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(a, b);
  assert.deepEqual(ids('0.5:900 1:50'), [a, b]);
  assert.notDeepEqual(ids('1:51'), [a, b]);
});

test('tells of a silence once, by a tick or by the fix that ends it', () => {
  const set = fenceSet(versions('0:100,staleAfterSeconds=240'));
  const known = set.knownAt(1);
  const entered = walk(set, fixes('0:50'));
  assert.equal(nextDeadline(entered.presence, known), 4 * MINUTE + 1);
  const early = applySilence(entered.presence, 4 * MINUTE, known);
  assert.deepEqual(early.changes, []);
  const silent = applySilence(early.presence, 4 * MINUTE + 1, known);
  assert.deepEqual(told(silent.changes), ['1 PHASE_CHANGED 0- [4+-]']);
  assert.equal(nextDeadline(silent.presence, known), 5 * MINUTE + 1); // that of its coverage
  assert.deepEqual(applySilence(silent.presence, 9 * MINUTE, known).changes, []);
  const heard = walk(set, fixes('6:50'), silent.presence);
  assert.deepEqual(told(heard.changes), ['2 PHASE_CHANGED 0- [4+-6]']);
  assert.equal(nextDeadline(heard.presence, known), 10 * MINUTE + 1);
});

test('tells at once of silence behind a fix from long before somebody last looked', () => {
  const set = fenceSet(versions('0:100'));
  const looked = applySilence(walk(set, fixes('0:50')).presence, 60 * MINUTE, set.knownAt(1));
  assert.deepEqual(looked.coverage?.silences, [{ from: 0, to: null, off: false }]);
  const next = taken(looked.presence, fixAt(20, 50), set.knownAt(1));
  assert.deepEqual(next.coverage, {
    from: 0,
    to: null,
    silences: [
      { from: 0, to: 20 * MINUTE, off: false },
      { from: 20 * MINUTE, to: null, off: false },
    ],
  });
  const soon = taken(next.presence, fixAt(21, 50), set.knownAt(1));
  assert.deepEqual(soon.coverage?.silences, [{ from: 21 * MINUTE, to: null, off: false }]);
});

test('takes a silence back when a fix from before it arrives after the tick', () => {
  const set = fenceSet(versions('0:100,staleAfterSeconds=240'));
  for (const minute of [3, 4]) {
    const silent = applySilence(walk(set, fixes('0:50')).presence, 4 * MINUTE + 1, set.knownAt(1));
    const heard = walk(set, fixes(`${minute}:50`), silent.presence);
    assert.deepEqual(told(heard.changes), ['2 REVISED 0-']);
  }
  const silent = applySilence(walk(set, fixes('0:50')).presence, 20 * MINUTE, set.knownAt(1));
  assert.deepEqual(told(walk(set, fixes('3:200'), silent.presence).changes), ['2 LEFT 0-3']);
});

test('takes no silence from a fix in the very millisecond in which it would begin', () => {
  const set = fenceSet(versions('0:100,staleAfterSeconds=240'));
  const again = fixAt(4 + 1 / MINUTE, 50);
  const entered = walk(set, fixes('0:50'));
  assert.deepEqual(walk(set, [again], entered.presence).changes, []);
  const silent = applySilence(entered.presence, 8 * MINUTE, set.knownAt(1));
  assert.deepEqual(told(walk(set, [again], silent.presence).changes), ['2 REVISED 0-']);
});

test('waits for no deadline of somebody who is not confirmed inside', () => {
  const set = fenceSet(versions('0:100,staleAfterSeconds=240,enterConfirmFixes=2'));
  const { presence } = walk(set, fixes('0:50'));
  assert.equal(nextDeadline(presence, set.knownAt(1)), 5 * MINUTE + 1); // that of its coverage
  assert.deepEqual(applySilence(presence, 20 * MINUTE, set.knownAt(1)).changes, []);
});

test('still waits for the deadline of somebody who may be leaving', () => {
  const set = fenceSet(versions('0:100,staleAfterSeconds=240,exitConfirmFixes=2'));
  const { presence } = walk(set, fixes('0:50 1:200'));
  assert.equal(nextDeadline(presence, set.knownAt(1)), 5 * MINUTE + 1);
});

test('ends visits with their geofence the moment that is known, and corrects them by what was recorded before', () => {
  const set = fenceSet(versions('0:100 10:0'));
  const [before, after] = [set.knownAt(1), set.knownAt(2)];
  const entered = taken(UNKNOWN_TRACKER, fixAt(1, 50), before);
  const ended = applySilence(entered.presence, 10 * MINUTE, after);
  assert.deepEqual(told(ended.changes), ['1 LEFT 1-10 CHANGED']);
  const inside = taken(ended.presence, fixAt(2, 50), after);
  assert.deepEqual(inside.changes, []);
  const outside = taken(inside.presence, fixAt(3, 200), after);
  assert.deepEqual(told(outside.changes), ['2 REVISED 1-3']);
  const later = taken(inside.presence, fixAt(11, 50), after);
  assert.deepEqual([later.changes, later.presence.state.standings.size], [[], 0]);
});

test('judges by the versions a partition knows, whatever else there is', () => {
  const set = fenceSet(versions('0:100 5:40 20:0'));
  const track = fixes('1:50 10:50 25:50');
  const visitsAt = (edit: number) => {
    let presence = UNKNOWN_TRACKER;
    const changes: VisitChange[] = [];
    for (const fix of track) {
      const stepped = taken(presence, fix, set.knownAt(edit));
      presence = stepped.presence;
      changes.push(...stepped.changes);
    }
    return textOf(believed(changes));
  };
  assert.deepEqual([0, 1, 2, 3].map(visitsAt), ['', '1-', '1-5 CHANGED', '1-5 CHANGED']);
});

test('knows the newest position again and any before it as late', () => {
  const { presence } = walk(fenceSet([]), [fixAt(5, 7)]);
  const order = (minute: number, meters: number) => orderOf(presence.state, fixAt(minute, meters));
  assert.deepEqual(
    [order(5, 7), order(5, 8), order(5, 6), order(4, 7), order(6, 7)],
    ['known', 'next', 'late', 'late', 'next'],
  );
  assert.equal(orderOf(UNKNOWN_TRACKER.state, fixAt(0, 0)), 'next');
});

// Properties, against a truth computed over whole tracks.

interface Truth {
  readonly from: number;
  readonly to: number | null;
}

/** Visits of a track: the first `enter` fixes in a row inside begin one, the first `exit` in a row outside end it. */
function bruteForce(track: readonly { at: number; inside: boolean }[], enter: number, exit: number): Truth[] {
  const visits: Truth[] = [];
  const run = (from: number, length: number, inside: boolean) => {
    for (let at = from; at + length <= track.length; at += 1) {
      if (track.slice(at, at + length).every((fix) => fix.inside === inside)) return at;
    }
    return -1;
  };
  for (let next = 0; ;) {
    const begin = run(next, enter, true);
    if (begin < 0) return visits;
    const end = run(begin + enter, exit, false);
    visits.push({ from: track[begin]?.at ?? 0, to: end < 0 ? null : (track[end]?.at ?? 0) });
    if (end < 0) return visits;
    next = end + exit;
  }
}

function randomTrack(random: () => number, length: number): Fix[] {
  let [minute, meters] = [0, Math.round(random() * 300)];
  return Array.from({ length }, () => {
    minute += 1 + Math.floor(random() * 3);
    meters = Math.max(0, meters + Math.round((random() - 0.5) * 120));
    return fixAt(minute, meters + 0.5);
  });
}

const metersOf = ({ key }: Fix) => Number(key.dedupe) / 1_000;

for (const [enter, exit] of [
  [1, 1],
  [2, 1],
  [1, 3],
  [3, 2],
] as const) {
  test(`finds what brute force finds on random walks, confirmed by ${enter} and ${exit} fixes`, () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seededRandom(seed);
      const radii = [60, 100, 150];
      const rules = `enterConfirmFixes=${enter},exitConfirmFixes=${exit}`;
      const set = fenceSet(radii.flatMap((radius) => versions(`0:${radius},${rules}`, `fence-${radius}`)));
      const track = randomTrack(random, 60);
      const visits = believed(walk(set, track).changes);
      for (const radius of radii) {
        const judged = track.map((fix) => ({ at: fix.recordedAt, inside: metersOf(fix) <= radius }));
        const found = visits
          .filter(({ geofenceId }) => geofenceId === `fence-${radius}`)
          .map(({ from, to }) => ({ from, to }));
        assert.deepEqual(found, bruteForce(judged, enter, exit), `seed ${seed}, radius ${radius}`);
      }
    }
  });
}

/** As the database keeps it from one batch to the next. */
function throughText({ state, until, told }: TrackerPresence): TrackerPresence {
  return {
    state: readState(stateText(state), state.last?.key.trackerId ?? ''),
    until,
    told: new Map(JSON.parse(JSON.stringify([...told]))),
  };
}

test('comes to the same whether or not it was put away in between, and whatever was sent twice', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = seededRandom(seed);
    const rules = 'enterConfirmFixes=2,exitConfirmFixes=2,staleAfterSeconds=90,exitBufferMeters=15';
    const set = fenceSet(versions(`0:100,${rules} 40:60,${rules} 80:130,${rules}`));
    const track = randomTrack(random, 60);
    const whole = walk(set, track);
    let presence = UNKNOWN_TRACKER;
    const changes: VisitChange[] = [];
    const repeated = track.flatMap((fix) => (random() < 0.5 ? [fix, fix] : [fix]));
    for (const fix of repeated) {
      if (orderOf(presence.state, fix) !== 'next') continue;
      const stepped = taken(throughText(presence), fix, set.knownAt(3));
      presence = stepped.presence;
      changes.push(...stepped.changes);
    }
    assert.deepEqual(changes, whole.changes, `seed ${seed}`);
  }
});

test('believes the same in the end however many ticks were in between', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = seededRandom(seed);
    const set = fenceSet(versions('0:100,staleAfterSeconds=70,exitConfirmFixes=2'));
    const track = randomTrack(random, 60);
    let presence = UNKNOWN_TRACKER;
    const changes: VisitChange[] = [];
    for (const fix of track) {
      // Ticks come by our clock, which is ahead of what late devices report.
      const ticked = applySilence(
        presence,
        fix.recordedAt + Math.floor((random() - 0.5) * 10 * MINUTE),
        set.knownAt(1),
      );
      const stepped = taken(ticked.presence, fix, set.knownAt(1));
      presence = stepped.presence;
      changes.push(...ticked.changes, ...stepped.changes);
    }
    const later = (track.at(-1)?.recordedAt ?? 0) + 60 * MINUTE;
    changes.push(...applySilence(presence, later, set.knownAt(1)).changes);
    const whole = walk(set, track);
    const truth = [...whole.changes, ...applySilence(whole.presence, later, set.knownAt(1)).changes];
    assert.deepEqual(believed(changes), believed(truth), `seed ${seed}`);
    const revisions = Map.groupBy(changes, ({ visitId }) => visitId);
    for (const run of revisions.values()) {
      assert.deepEqual(
        run.map(({ revision }) => revision),
        run.map((_, index) => index),
      );
    }
  }
});
