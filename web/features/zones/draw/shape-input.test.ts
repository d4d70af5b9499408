import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shapeInput, shapeOf } from './shape-input.ts';

const RING = [
  [10, 50],
  [10.01, 50],
  [10.01, 50.01],
  [10, 50],
];

test('what the API gives of a shape is what it takes', () => {
  const shapes = [
    { boundary: { type: 'Polygon', coordinates: [RING] } },
    { circle: { latitude: 50, longitude: 10, radiusMeters: 25 } },
    { corridor: { line: { type: 'LineString', coordinates: RING.slice(0, 2) }, widthMeters: 7.5 } },
  ];
  for (const shape of shapes) {
    const drawn = shapeOf(shape);
    assert.deepEqual(drawn && shapeInput(drawn), shape);
  }
});

test('what encloses nothing is no shape', () => {
  assert.equal(shapeInput({ drawn: { kind: 'polygon', rings: [] }, widthMeters: 1 }), null);
  assert.equal(shapeOf({}), null);
});
