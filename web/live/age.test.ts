import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ageOf, freshnessOf } from './age.ts';

const NOW = Date.parse('2026-11-20T09:00:00.000Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

suite('ageOf', () => {
  const cases: [elapsed: number, value: number, unit: string][] = [
    [0, 0, 'second'],
    [59_999, 59, 'second'],
    [MINUTE, 1, 'minute'],
    [HOUR - 1, 59, 'minute'],
    [HOUR, 1, 'hour'],
    [24 * HOUR - 1, 23, 'hour'],
    [49 * HOUR, 2, 'day'],
  ];
  for (const [elapsed, value, unit] of cases) {
    test(`says ${value} ${unit} after ${elapsed} ms`, () => {
      assert.deepEqual(ageOf(NOW - elapsed, NOW), { value, unit });
    });
  }

  test('says 0 seconds of an instant ahead of the clock', () => {
    assert.deepEqual(ageOf(NOW + HOUR, NOW), { value: 0, unit: 'second' });
  });
});

suite('freshnessOf', () => {
  test('is fresh for less than two minutes and stale from fifteen on', () => {
    assert.equal(freshnessOf(NOW - 2 * MINUTE + 1, NOW), 'fresh');
    assert.equal(freshnessOf(NOW - 2 * MINUTE, NOW), 'aging');
    assert.equal(freshnessOf(NOW - 15 * MINUTE + 1, NOW), 'aging');
    assert.equal(freshnessOf(NOW - 15 * MINUTE, NOW), 'stale');
  });
});
