import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapZone } from '../map/features/zone-features.ts';
import { sceneBounds, sceneMarkers, sceneZones, type Scene, type ScenePoint } from './scene.ts';

const EMPTY: Scene = { zones: [], selectedZoneId: null, points: [], selection: null };
const LOOK = { kind: 'tracker', connection: 'CONNECTED', label: 'Began' } as const;

test('points, ways and the zone in question are in view, other zones are not', () => {
  const scene: Scene = {
    zones: [square('near', 1), square('far', 50)],
    selectedZoneId: 'near',
    points: [{ ...LOOK, id: 'p', latitude: 3, longitude: 0.5 }],
    selection: {
      at: { latitude: 0, longitude: 4 },
      accuracyMeters: null,
      trail: [{ latitude: -2, longitude: 2, recordedAt: 0 }],
    },
  };
  assert.deepEqual(sceneBounds(scene), { south: -2, west: 0.5, north: 3, east: 4 });
});

test('where nobody is, all zones are in view', () => {
  assert.deepEqual(sceneBounds({ ...EMPTY, zones: [square('a', 1), square('b', 5)] }), {
    south: 1,
    west: 1,
    north: 6,
    east: 6,
  });
  assert.equal(sceneBounds(EMPTY), null);
});

test('around a single point there is something to see', () => {
  const bounds = sceneBounds({ ...EMPTY, points: [{ ...LOOK, id: 'p', latitude: 10, longitude: 20 }] });
  assert.ok(bounds && bounds.north - bounds.south > 0.0005 && bounds.east - bounds.west > 0.0005);
});

test('only the zone in question is labelled, with its name at every zoom', () => {
  const { shapes, labels } = sceneZones({ zones: [square('quay', 1), square('tanks', 5)], selectedZoneId: 'quay' });
  assert.equal(shapes.features.length, 2);
  assert.deepEqual(
    labels.features.map(({ properties }) => [properties.zoneId, properties.name, properties.count]),
    [['quay', '', 'quay']],
  );
});

test('markers replace all that were drawn, each with a number of its own', () => {
  const points: ScenePoint[] = ['a', 'b'].map((id) => ({ ...LOOK, id, latitude: 1, longitude: 2 }));
  const { reset, add } = sceneMarkers(points);
  assert.ok(reset);
  assert.deepEqual(
    add.map(({ id, properties }) => [id, properties.trackerId, properties.icon]),
    [
      [0, 'a', 'tracker-CONNECTED'],
      [1, 'b', 'tracker-CONNECTED'],
    ],
  );
});

function square(id: string, from: number): MapZone {
  const to = from + 1;
  const ring = [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  return { id, name: id, kind: 'WORK_ZONE', geometry: { type: 'Polygon', coordinates: [ring] } };
}
