import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { MultiPolygon, Polygon } from 'geojson';
import { labelPoint } from './label-point.ts';
import { zoneBounds, zoneGeometry, zoneLabels, zoneShapes, type MapZone } from './zone-features.ts';

const SQUARE: Polygon = { type: 'Polygon', coordinates: [box(0, 0, 10, 10)] };
const YARD: MapZone = { id: 'yard', name: 'Yard', kind: 'WORK_ZONE', geometry: SQUARE };
const GATE: MapZone = { ...YARD, id: 'gate', name: 'Gate', kind: 'GATE' };

suite('the shape of a zone', () => {
  test('is its boundary, bit-exact, or its circle as a closed ring', () => {
    assert.equal(zoneGeometry({ boundary: SQUARE, circle: null }), SQUARE);
    const round = zoneGeometry({ boundary: null, circle: { latitude: 52, longitude: 4, radiusMeters: 50 } });
    assert.equal(round?.type, 'Polygon');
    const ring = round?.type === 'Polygon' ? (round.coordinates[0] ?? []) : [];
    assert.deepEqual(ring[0], ring.at(-1));
    assert.ok(Math.abs((ring[0]?.[1] ?? 0) - 52 - 50 / 111_195) < 1e-7);
  });

  test('is nothing where there is none to draw', () => {
    assert.equal(zoneGeometry({ boundary: null, circle: null }), null);
    assert.equal(zoneGeometry({ boundary: { type: 'Point', coordinates: [0, 0] } }), null);
  });

  test('says which zone it is, of which kind, and whether it is selected', () => {
    const { features } = zoneShapes([YARD, GATE], 'gate');
    assert.deepEqual(
      features.map(({ properties }) => properties),
      [
        { zoneId: 'yard', kind: 'WORK_ZONE', selected: false },
        { zoneId: 'gate', kind: 'GATE', selected: true },
      ],
    );
  });

  test('lies above the larger one around it', () => {
    const booth: MapZone = { ...YARD, id: 'booth', geometry: { type: 'Polygon', coordinates: [box(4, 4, 5, 5)] } };
    const drawn = zoneShapes([booth, YARD], null).features.map(({ properties }) => properties.zoneId);
    assert.deepEqual(drawn, ['yard', 'booth']);
  });

  test('lies in a box', () => {
    const islands: MultiPolygon = { type: 'MultiPolygon', coordinates: [[box(20, -5, 30, 5)], [box(-3, 1, 0, 2)]] };
    assert.deepEqual(zoneBounds([YARD, { ...YARD, geometry: islands }]), { south: -5, west: -3, north: 10, east: 30 });
    assert.equal(zoneBounds([]), null);
  });
});

suite('the label of a zone', () => {
  test('carries name and headcount', () => {
    const { features } = zoneLabels([YARD], (id) => (id === 'yard' ? '4 +1?' : ''));
    assert.deepEqual(features[0]?.properties, { zoneId: 'yard', kind: 'WORK_ZONE', name: 'Yard', count: '4 +1?' });
  });

  test('stands near the northern end, in the middle', () => {
    assert.deepEqual(labelPoint(SQUARE), [5, 9.2]);
  });

  test('stands inside a shape of two horns and outside of a hole', () => {
    const horns: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [8, 10],
          [8, 2],
          [3, 2],
          [3, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    };
    assert.deepEqual(labelPoint(horns), [1.5, 9.2]);
    assert.deepEqual(labelPoint({ type: 'Polygon', coordinates: [box(0, 0, 10, 10), box(1, 5, 7, 9.5)] }), [8.5, 9.2]);
  });

  test('stands in the tallest part of several', () => {
    const parts: MultiPolygon = { type: 'MultiPolygon', coordinates: [[box(0, 0, 1, 1)], [box(20, 0, 30, 10)]] };
    assert.deepEqual(labelPoint(parts), [25, 9.2]);
  });
});

function box(west: number, south: number, east: number, north: number): number[][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
