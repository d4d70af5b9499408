import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { extended, measuresOf, undone, type MeasuredLine } from './measured-line.ts';

const OPEN: MeasuredLine = { points: [], closed: false };

suite('a measured line', () => {
  test('has the length of its pieces: a degree of the meridian is 111.195 km, one along 60° north half of that', () => {
    const { pieces, totalMeters, areaSquareMeters } = measuresOf({
      points: [at(59, 4), at(60, 4), at(60, 5)],
      closed: false,
    });
    assert.deepEqual(pieces.map(Math.round), [111_195, 55_597]);
    assert.equal(Math.round(totalMeters), 166_792);
    assert.equal(areaSquareMeters, null);
  });

  test('closed it counts the way back and has an area: a hectare at the equator', () => {
    const side = 100 / 111_195.08;
    const square = [at(0, 0), at(0, side), at(side, side), at(side, 0)];
    const { pieces, totalMeters, areaSquareMeters } = measuresOf({ points: square, closed: true });
    assert.equal(pieces.length, 4);
    assert.ok(Math.abs(totalMeters - 400) < 0.01, `${totalMeters}`);
    assert.ok(Math.abs((areaSquareMeters ?? 0) - 10_000) < 0.5, `${areaSquareMeters}`);
  });

  test('takes the short way across the antimeridian', () => {
    assert.equal(Math.round(measuresOf({ points: [at(0, 179.5), at(0, -179.5)], closed: false }).totalMeters), 111_195);
  });

  test('of nothing, and of one point, is nothing long', () => {
    for (const points of [[], [at(1, 1)]]) assert.equal(measuresOf({ points, closed: false }).totalMeters, 0);
  });

  test('grows by points, closes at its start from three points on, and begins anew after that', () => {
    const two = [at(0, 0), at(0, 1)].reduce((line, point) => extended(line, point, false), OPEN);
    assert.equal(extended(two, at(0, 0), true).points.length, 3);
    const three = extended(two, at(1, 1), false);
    const closed = extended(three, at(0, 0), true);
    assert.deepEqual(closed, { points: three.points, closed: true });
    assert.deepEqual(extended(closed, at(5, 5), false), { points: [at(5, 5)], closed: false });
  });

  test('goes back step by step', () => {
    const closed = { points: [at(0, 0), at(0, 1), at(1, 1)], closed: true };
    assert.deepEqual(undone(closed), { ...closed, closed: false });
    assert.equal(undone(undone(closed)).points.length, 2);
    assert.deepEqual(undone(OPEN), OPEN);
  });
});

function at(latitude: number, longitude: number) {
  return { latitude, longitude };
}
