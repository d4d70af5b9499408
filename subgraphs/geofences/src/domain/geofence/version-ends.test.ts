import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, integer, property } from 'fast-check';

import { withEnds } from './version-ends.ts';

const ends = (...begins: number[]) =>
  withEnds(begins.map((validFrom) => ({ validFrom }))).map(({ validTo }) => validTo);

test('lets each version last to the next', () => {
  assert.deepEqual(ends(), []);
  assert.deepEqual(ends(5), [null]);
  assert.deepEqual(ends(1, 5, 9), [5, 9, null]);
});

test('shows what an edit of the past took the place of as ended there, or as never having held', () => {
  assert.deepEqual(ends(1, 5, 9, 7), [5, 7, 9, null]);
  assert.deepEqual(ends(1, 5, 9, 3), [3, 5, 9, null]);
  assert.deepEqual(ends(1, 5, 1), [1, 5, null]);
  assert.deepEqual(ends(1, 5, 0), [1, 5, null]);
});

test('gives every instant to the version with the highest number that has begun, and to no other', () => {
  const instant = integer({ min: 0, max: 20 });
  check(
    property(array(instant, { maxLength: 8 }), instant, (begins, at) => {
      const holding = withEnds(begins.map((validFrom) => ({ validFrom }))).flatMap(({ validFrom, validTo }, index) =>
        validFrom <= at && at < (validTo ?? Infinity) ? [index] : [],
      );
      const highest = begins.findLastIndex((validFrom) => validFrom <= at);
      assert.deepEqual(holding, highest === -1 ? [] : [highest]);
    }),
  );
});
