import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laneCount, stripParts } from './strip-parts.ts';

const DAY = { from: 1_000, to: 2_000, now: 1_500 };

test('what lasted stands where it belongs, cut at both ends', () => {
  const parts = stripParts(
    [
      { from: 900, to: 1_100 },
      { from: 1_200, to: 1_450 },
      { from: 1_900, to: 2_500 },
    ],
    { ...DAY, now: 3_000 },
  );
  assert.deepEqual(
    parts.map(({ left, width, lane }) => [left, width, lane]),
    [
      [0, 10, 0],
      [20, 25, 0],
      [90, 10, 0],
    ],
  );
});

test('what still lasts ends now, and what lies outside is left out', () => {
  const open = { from: 1_400, to: null };
  const outside = [
    { from: 100, to: 1_000 },
    { from: 2_000, to: null },
    { from: 1_600, to: null },
  ];
  assert.deepEqual(stripParts([open, ...outside], DAY), [{ thing: open, left: 40, width: 10, lane: 0 }]);
  assert.equal(laneCount([]), 1);
});

test('what overlaps stands in lanes of its own, the longer above', () => {
  const things = [
    { name: 'desk', from: 1_100, to: 1_200 },
    { name: 'site', from: 1_100, to: 1_400 },
    { name: 'tank', from: 1_200, to: 1_300 },
    { name: 'pump', from: 1_250, to: 1_350 },
    { name: 'gate', from: 1_400, to: 1_450 },
  ];
  const parts = stripParts(things, DAY);
  assert.deepEqual(Object.fromEntries(parts.map(({ thing, lane }) => [thing.name, lane])), {
    site: 0,
    desk: 1,
    tank: 1,
    pump: 2,
    gate: 0,
  });
  assert.equal(laneCount(parts), 3);
});
