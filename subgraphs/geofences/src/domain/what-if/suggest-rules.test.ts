import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bestOf, candidateRules, quantileOf } from './suggest-rules.ts';

const TODAY = { exitBufferMeters: 5, enterConfirmFixes: 1, exitConfirmFixes: 2 };
const candidate = (exitBufferMeters: number, exitConfirmFixes: number, flaps: number, movedMs: number) => ({
  rules: { exitBufferMeters, enterConfirmFixes: 1, exitConfirmFixes },
  flaps,
  movedMs,
});

test('tries buffers as wide as the fixes that flapped lay outside, and more fixes, never less than today', () => {
  const distances = [-3, 4, 6.2, 7, 8, 9, 10, 11, 12, 13, 14.5];
  const tried = candidateRules(TODAY, distances);
  assert.deepEqual(tried[0], TODAY);
  assert.deepEqual([...new Set(tried.map(({ exitBufferMeters }) => exitBufferMeters))], [5, 9, 12, 13, 15]);
  assert.ok(tried.every(({ exitConfirmFixes }) => exitConfirmFixes >= 2));
  assert.equal(new Set(tried.map((rules) => JSON.stringify(rules))).size, tried.length);
  assert.deepEqual(candidateRules(TODAY, []).length, 4);
  assert.equal(Math.max(...candidateRules(TODAY, [90_000]).map((rules) => rules.exitBufferMeters)), 10_000);
});

test('suggests what removes nine flaps of ten and moves the least time', () => {
  const some = [candidate(5, 2, 40, 0), candidate(9, 2, 4, 500), candidate(9, 3, 4, 400), candidate(15, 2, 0, 900)];
  assert.deepEqual(bestOf(some, 40)?.rules, { exitBufferMeters: 9, enterConfirmFixes: 1, exitConfirmFixes: 3 });
  const equal = [candidate(15, 2, 0, 10), candidate(9, 3, 0, 10), candidate(9, 2, 0, 10)];
  assert.deepEqual(bestOf(equal, 40)?.rules, equal[2]?.rules);
});

test('suggests what leaves the fewest flaps where nothing removes nine of ten', () => {
  const some = [candidate(5, 2, 40, 0), candidate(9, 2, 11, 500), candidate(9, 3, 11, 400)];
  assert.deepEqual(bestOf(some, 40), some[2]);
  assert.equal(bestOf([], 40), null);
});

test('finds the value that a share of values does not exceed', () => {
  assert.deepEqual(
    [0, 0.5, 0.51, 1].map((share) => quantileOf([1, 2, 3, 4], share)),
    [1, 2, 3, 4],
  );
  assert.equal(quantileOf([], 0.5), null);
});
