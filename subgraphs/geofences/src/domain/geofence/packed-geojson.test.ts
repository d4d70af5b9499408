import assert from 'node:assert/strict';
import { test } from 'node:test';

import { geoJsonSize, packGeoJson, unpackGeoJson } from './packed-geojson.ts';

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

test('brings collections through, however they are nested', () => {
  const point = { type: 'Point', coordinates: [1, 2] };
  const inner = { type: 'GeometryCollection', geometries: [point, { type: 'GeometryCollection', geometries: [] }] };
  const features = [{ type: 'Feature', properties: null, geometry: inner }, null];
  assert.deepEqual(through({ type: 'FeatureCollection', features }), {
    type: 'FeatureCollection',
    features: [inner, { type: null, coordinates: null }],
  });
  let deep: unknown = point;
  for (let depth = 0; depth < 100_000; depth += 1) deep = { type: 'GeometryCollection', geometries: [deep] };
  assert.ok(JSON.stringify(through(deep)).length < 2_000);
});

test('counts numbers and lists, and no longer than it is asked to', () => {
  const ring = [
    [1, 2],
    [3, 4],
  ];
  assert.equal(geoJsonSize({ type: 'Polygon', coordinates: [ring] }, 1_000), 8);
  const many = { type: 'Polygon', coordinates: Array.from({ length: 1_000 }, () => ring) };
  assert.ok(geoJsonSize(many, 20) < 40);
  const collection = { type: 'GeometryCollection', geometries: [many, many, many] };
  assert.ok(geoJsonSize(collection, 20) < 40);
  assert.ok(geoJsonSize(collection, 100_000) > 3 * geoJsonSize(many, 100_000) - 10);
});
