import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EARLIEST, LASTING, spanOf, windowsFrom } from './span.ts';

const YEAR = 31_556_952_000;
const NOW = Date.parse('2026-11-20T12:00:00Z');

/** Whether the windows of an instant lead to an interval. */
const isFound = (interval: { from: number; to: number | null }, at: number): boolean =>
  windowsFrom(at).some(({ span, after }) => span === spanOf(interval) && interval.from > after);

test('leads from every instant of an interval to the interval, however long it is', () => {
  const lengths = [0, 16, 17, 20, 31, 32, 33, 40].flatMap((power) => [2 ** power - 1, 2 ** power, 2 ** power + 1]);
  for (const length of [1, 1_000, 60_000, 100 * YEAR, ...lengths].filter((ms) => ms > 0)) {
    const interval = { from: NOW, to: NOW + length };
    for (const at of [interval.from, interval.from + Math.floor(length / 2), interval.to - 1]) {
      assert.ok(isFound(interval, at), `${length} ms, ${at - NOW} ms after its begin`);
    }
  }
  assert.ok(isFound({ from: NOW, to: null }, NOW + 100 * YEAR));
});

test('looks back about as far as the intervals of a class are long', () => {
  for (const { span, after } of windowsFrom(NOW).filter((window) => window.span !== LASTING)) {
    const shortest = span === 16 ? 0 : 2 ** (span - 1);
    assert.ok(NOW - after <= Math.max(2 * shortest, 2 ** 16));
  }
});

test('never asks for years that the database writes differently', () => {
  assert.ok(windowsFrom(EARLIEST).every(({ after }) => after >= EARLIEST));
});
