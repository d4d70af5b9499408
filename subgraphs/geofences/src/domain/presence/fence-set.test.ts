import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseShape } from '@trekker/geo';

import { fixAt, MINUTE, versions } from '../../../test/circle-walk.ts';
import { PLAIN_RULES } from '../geofence/rules.ts';
import { createFenceSet } from './fence-set.ts';
import { activeAt, endOf, type FenceVersion } from './fence-version.ts';

const numbersAt = (set: ReturnType<typeof createFenceSet>, edit: number, minute: number, meters: number) =>
  set
    .knownAt(edit)
    .containing(fixAt(minute, meters), minute * MINUTE)
    .map(({ version }) => version.number);

test('finds the one version that contains a place, holds at the time and is known', () => {
  const set = createFenceSet();
  set.add(versions('1:100 5:40 9:0'));
  assert.deepEqual([numbersAt(set, 3, 0, 10), numbersAt(set, 3, 1, 10), numbersAt(set, 3, 5, 10)], [[], [1], [2]]);
  assert.deepEqual([numbersAt(set, 3, 4, 50), numbersAt(set, 3, 5, 50), numbersAt(set, 3, 9, 10)], [[1], [], []]);
  assert.deepEqual([numbersAt(set, 0, 5, 10), numbersAt(set, 1, 5, 10), numbersAt(set, 2, 9, 10)], [[], [1], [2]]);
  assert.equal(set.knownAt(0).fence('nobody'), null);
});

test('holds a version back that would have begun where the next one does', () => {
  const set = createFenceSet();
  set.add(versions('5:100 5:40'));
  assert.deepEqual([numbersAt(set, 2, 5, 50), numbersAt(set, 2, 5, 10), numbersAt(set, 1, 5, 50)], [[], [2], [1]]);
});

test('knows the end of a geofence only from its last version on', () => {
  const set = createFenceSet();
  const [first, ...rest] = versions('1:100 5:40 9:0');
  set.add(first ? [first] : []);
  const before = set.knownAt(1).fence(first?.geofenceId ?? '');
  set.add(rest);
  const after = set.knownAt(3).fence(first?.geofenceId ?? '');
  assert.deepEqual([before && endOf(before), after && endOf(after)], [null, 9 * MINUTE]);
  assert.equal(after && activeAt(after, 9 * MINUTE), null);
  assert.equal(after && activeAt(after, 9 * MINUTE - 1)?.number, 2);
});

test('takes every version in once, however often it is told', () => {
  const set = createFenceSet();
  const all = versions('1:100 5:40 9:0');
  set.add(all.slice(0, 2));
  set.add(all);
  set.add(all);
  assert.deepEqual(set.knownAt(3).fence(all[0]?.geofenceId ?? '')?.versions, all);
});

test('takes an edit in within 50 ms beside thousands of geofences', () => {
  const version = (index: number, edit: number, number: number): FenceVersion => {
    const [x, y] = [(index % 100) / 100, Math.floor(index / 100) / 100];
    const corner = (east: number, north: number) => [x + east * 0.009, y + north * 0.009];
    const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
    const parsed = parseShape({ type: 'Polygon', coordinates: [ring] });
    assert.ok(parsed.kind === 'valid');
    const geofenceId = `fence-${index}`;
    return { kind: 'shaped', geofenceId, number, edit, validFrom: 0, shape: parsed.shape, rules: PLAIN_RULES };
  };
  const set = createFenceSet();
  set.add(Array.from({ length: 5_000 }, (_, index) => version(index, 1, 1)));
  const [x, y] = [0.005, 0.005];
  const point = { latitude: y, longitude: x };
  assert.equal(set.knownAt(1).containing(point, 1)[0]?.version.number, 1);
  const began = process.cpuUsage();
  set.add([version(0, 2, 2)]);
  assert.equal(set.knownAt(2).containing(point, 1)[0]?.version.number, 2);
  // Others on the machine make it later, not dearer.
  const { user } = process.cpuUsage(began);
  assert.ok(user < 50_000, `it took ${user} µs`);
});

test('finds areas in which the same versions hold, until another one begins to', () => {
  const set = createFenceSet();
  const [first, ...rest] = versions('1:100 5:40 9:0');
  set.add(first ? [first] : []);
  const areaAt = (edit: number, minute: number, meters: number) =>
    set.knownAt(edit).area(fixAt(minute, meters), minute * MINUTE);
  const alone = areaAt(1, 2, 10);
  assert.deepEqual([alone?.around.map(({ version }) => version.number), alone?.until], [[1], Infinity]);
  const before = areaAt(1, 0, 10);
  assert.deepEqual([before?.around, before?.until], [[], MINUTE]);
  set.add(rest);
  const ofAll = [2, 6, 9].map((minute) => areaAt(3, minute, 10));
  assert.deepEqual(
    ofAll.map((area) => [area?.around.map(({ version }) => version.number), area?.until]),
    [
      [[1], 5 * MINUTE],
      [[2], 9 * MINUTE],
      [[], Infinity],
    ],
  );
  assert.deepEqual(alone?.around[0]?.fence.versions.length, 1, 'an area knows of no later edit');
  assert.equal(areaAt(1, 2, 100), null);
});

test('has one edition for the same geofences, and another after an edit', () => {
  const set = createFenceSet();
  set.add(versions('1:100 5:40'));
  assert.equal(set.knownAt(1).edition, set.knownAt(1).edition);
  assert.notEqual(set.knownAt(2).edition, set.knownAt(1).edition);
});
