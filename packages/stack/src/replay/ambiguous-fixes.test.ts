import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ambiguousFixes } from './ambiguous-fixes.ts';

const SQUARE = { type: 'Polygon', coordinates: [[[10, 0], [10.01, 0], [10.01, 0.01], [10, 0.01], [10, 0]]] }; // prettier-ignore
const BOW_TIE = { type: 'Polygon', coordinates: [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]] }; // prettier-ignore
const zones = [
  { name: 'square', boundary: SQUARE },
  { name: 'bow tie', boundary: BOW_TIE },
];
/** Metres of one degree on the equator. */
const DEGREE = 111_195;
const fixes = [-1, -0.04, 0, 0.04, 0.06].map((metersInside, index) => ({
  identifier: 'a',
  at: index,
  latitude: 0.005,
  longitude: 10 + metersInside / DEGREE,
}));
const isAmbiguous = ambiguousFixes(fixes, zones);
const ask = (from: number, to: number, zone = 'square', identifier = 'a') =>
  isAmbiguous({ identifier, zone, from, to });

test('fixes within five centimetres of the boundary are ambiguous, on both sides of it', () => {
  assert.equal(ask(1, 4), true);
  assert.equal(ask(2, 3), true);
});

test('one clear fix makes the whole stretch clear', () => {
  assert.equal(ask(0, 3), false);
  assert.equal(ask(3, Number.POSITIVE_INFINITY), false);
});

test('a stretch without fixes explains nothing', () => {
  assert.equal(ask(1.5, 1.9), false);
  assert.equal(ask(1, 1), false);
  assert.equal(ask(1, 4, 'square', 'b'), false);
});

test('a zone without a valid shape explains nothing', () => {
  assert.equal(ask(1, 4, 'bow tie'), false);
  assert.equal(ask(1, 4, 'nowhere'), false);
});
