import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curvePoints } from './curve-points.ts';

const BOX = { width: 100, height: 50 };

test('a curve goes up in steps: each number holds until the next', () => {
  const curve = curvePoints([point('09:00', 0), point('09:05', 2), point('09:10', 4)], BOX);
  assert.deepEqual(curve, { points: '0,50 50,50 50,25 100,25 100,0', most: 4, lengthMs: 600_000 });
});

test('one instant makes no curve', () => {
  assert.equal(curvePoints([point('09:00', 1)], BOX), null);
  assert.equal(curvePoints([], BOX), null);
});

function point(time: string, accounted: number) {
  return { at: `2026-11-20T${time}:00.000Z`, accounted, total: 4 };
}
