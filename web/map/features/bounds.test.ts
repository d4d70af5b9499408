import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOf, liesWithin, widened } from './bounds.ts';

test('the box around points touches the outermost of them', () => {
  const points = [
    { latitude: 1, longitude: -3 },
    { latitude: -2, longitude: 4 },
    { latitude: 0, longitude: 0 },
  ];
  assert.deepEqual(boundsOf(points), { south: -2, west: -3, north: 1, east: 4 });
  assert.deepEqual(boundsOf([{ latitude: 5, longitude: 6 }]), { south: 5, west: 6, north: 5, east: 6 });
  assert.equal(boundsOf([]), null);
});

test('a widened box holds the original, which does not hold it', () => {
  const box = { south: 0, west: 0, north: 2, east: 4 };
  const wider = widened(box, 0.5);
  assert.deepEqual(wider, { south: -1, west: -2, north: 3, east: 6 });
  assert.ok(liesWithin(box, wider));
  assert.ok(!liesWithin(wider, box));
});
