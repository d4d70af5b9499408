import assert from 'node:assert/strict';
import { test } from 'node:test';

import { coordinatesSize, packGeoJson, unpackGeoJson } from './packed-geojson.ts';

const through = (value: unknown) => unpackGeoJson(structuredClone(packGeoJson(value)));

test('brings coordinates through to the bit, whatever their depth and however many numbers a vertex has', () => {
  const awkward = [
    [0.1 + 0.2, -0, 12.5],
    [1e-7, 5e-324],
    [Number.MAX_VALUE, -180],
  ];
  for (const geometry of [
    { type: 'Polygon', coordinates: [awkward, []] },
    { type: 'MultiPolygon', coordinates: [[awkward], [[], awkward]] },
    { type: 'LineString', coordinates: awkward },
    { type: 'Point', coordinates: [1, 2] },
    { type: 'Polygon', coordinates: [] },
  ])
    assert.deepEqual(through(geometry), geometry);
});

test('takes the geometry of a Feature, and keeps what is wrong wrong', () => {
  const geometry = { type: 'Polygon', coordinates: [[[1, null], ['2', 3], null, 7]] };
  const kept = { type: 'Polygon', coordinates: [[[1, null], [null, 3], null, 7]] };
  assert.deepEqual(through({ type: 'Feature', properties: { a: 1 }, geometry }), kept);
  for (const nothing of [null, undefined, 'square', 7, [1], {}])
    assert.deepEqual(through(nothing), { type: null, coordinates: null });
  const deep = { type: 'MultiPolygon', coordinates: [[[[[1]]]]] };
  assert.deepEqual(through(deep), { type: 'MultiPolygon', coordinates: [[[[null]]]] });
});

test('counts numbers and lists, and no longer than it is asked to', () => {
  const ring = [
    [1, 2],
    [3, 4],
  ];
  assert.equal(coordinatesSize({ type: 'Polygon', coordinates: [ring] }, 1_000), 8);
  assert.ok(coordinatesSize({ type: 'Polygon', coordinates: Array.from({ length: 1_000 }, () => ring) }, 20) < 40);
});
