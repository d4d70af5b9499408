import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Feature } from 'geojson';

import type { DrawnShape } from './drawn-shape.ts';
import { readDrawn, writeDrawn } from './read-drawn.ts';

const ring = [
  [10, 50],
  [10.01, 50],
  [10.01, 50.01],
  [10, 50],
];

test('what is written for the drawing library is read back', () => {
  const line = { type: 'LineString' as const, coordinates: ring.slice(0, 3) };
  const shapes: DrawnShape[] = [
    { kind: 'polygon', rings: [ring, ring.map(([x = 0, y = 0]) => [x + 1, y])] },
    { kind: 'corridor', line },
  ];
  for (const shape of shapes) assert.deepEqual(readDrawn(writeDrawn(shape)), shape);
});

test('a circle comes back with its centre and radius', () => {
  const shape = readDrawn(writeDrawn({ kind: 'circle', center: { latitude: 50, longitude: 10 }, radiusMeters: 250 }));
  assert.ok(shape?.kind === 'circle');
  assert.ok(Math.abs(shape.radiusMeters - 250) < 0.1, `${shape.radiusMeters} m`);
  assert.ok(Math.abs(shape.center.latitude - 50) < 1e-6 && Math.abs(shape.center.longitude - 10) < 1e-6);
});

test('handles and what is not finished are no shape', () => {
  const feature = (properties: Feature['properties'], geometry: Feature['geometry']): Feature => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const begun = feature({ mode: 'polygon', currentlyDrawing: true }, { type: 'Polygon', coordinates: [ring] });
  const handle = feature({ mode: 'select' }, { type: 'Point', coordinates: [10, 50] });
  assert.equal(readDrawn([begun, handle]), null);
});

test('of several kinds the one drawn last counts', () => {
  const circle = writeDrawn({ kind: 'circle', center: { latitude: 50, longitude: 10 }, radiusMeters: 50 });
  const polygon = writeDrawn({ kind: 'polygon', rings: [ring] });
  assert.equal(readDrawn([...polygon, ...circle])?.kind, 'circle');
  assert.equal(readDrawn([...circle, ...polygon])?.kind, 'polygon');
});
