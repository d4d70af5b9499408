import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Position } from 'geojson';

import { holesAmong, judgeRings } from './judge-rings.ts';

const ring = (...corners: readonly Position[]): Position[] => [...corners, ...corners.slice(0, 1)];
const square = (x: number, y: number, side: number) => ring([x, y], [x + side, y], [x + side, y + side], [x, y + side]);

test('a border that crosses itself is refused with the two sides that cross', () => {
  const [problem, ...others] = judgeRings([ring([0, 0], [4, 4], [4, 0], [0, 4])]);
  assert.deepEqual(others, []);
  assert.deepEqual({ ...problem, message: '' }, { ring: 0, code: 'SELF_INTERSECTION', sides: [0, 2], message: '' });
});

test('of a hole and its border that cross it is the hole, wherever it stands in the list', () => {
  const hole = ring([2, 2], [3, 2], [3, 3], [2, 3]);
  const across = ring([8, 8], [9, 8], [12, 9], [9, 9]);
  const problems = judgeRings([hole, square(0, 0, 10), across]);
  assert.deepEqual(problems.map(({ ring: at, code }) => [at, code])[0], [2, 'POLYGONS_OVERLAP']);
});

test('corners on one line enclose nothing, and what is right is not refused', () => {
  assert.deepEqual(judgeRings([ring([0, 0], [1, 1], [2, 2])]).map(({ ring: at, code }) => [at, code]), [[0, 'ZERO_AREA']]); // prettier-ignore
  assert.deepEqual(judgeRings([square(0, 0, 10), square(2, 2, 2), square(20, 0, 1)]), []);
  assert.deepEqual(judgeRings([]), []);
});

test('a ring inside another is a hole, and an island in it is none', () => {
  assert.deepEqual(holesAmong([square(2, 2, 6), square(0, 0, 10), square(4, 4, 1)]), [true, false, false]);
  assert.deepEqual(holesAmong([]), []);
});
