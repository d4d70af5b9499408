import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripParts } from './strip-parts.ts';

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
    parts.map(({ left, width }) => [left, width]),
    [
      [0, 10],
      [20, 25],
      [90, 10],
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
  assert.deepEqual(stripParts([open, ...outside], DAY), [{ thing: open, left: 40, width: 10 }]);
});
