import assert from 'node:assert/strict';
import { test } from 'node:test';

import { haversineMeters } from '@trekker/geo/sphere';

import type { MapZone } from '../../../map/features/zone-features.ts';
import { largestFirst, walkedArea } from './walked-area.ts';

function square(name: string, halfSide: number, [longitude, latitude] = [13.4, 52.5]): MapZone {
  const [west, east, south, north] = [
    longitude - halfSide,
    longitude + halfSide,
    latitude - halfSide,
    latitude + halfSide,
  ];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { id: name, name, kind: 'WORK_ZONE', geometry: { type: 'Polygon', coordinates: [ring] } };
}

test('the circle reaches a little beyond the corners of the zone', () => {
  const area = walkedArea(square('yard', 0.002));
  assert.ok(area);
  assert.deepEqual(
    [area.latitude, area.longitude].map((degrees) => Math.round(degrees * 1e6) / 1e6),
    [52.5, 13.4],
  );
  const corner = haversineMeters(area, { latitude: 52.502, longitude: 13.402 });
  assert.ok(area.radiusMeters > corner && area.radiusMeters < 1.15 * corner, `${area.radiusMeters} beside ${corner}`);
});

test('a hut and a country are walked as far as the API allows', () => {
  assert.equal(walkedArea(square('hut', 0.00001))?.radiusMeters, 25);
  assert.equal(walkedArea(square('country', 3))?.radiusMeters, 5_000);
  assert.equal(walkedArea({ ...square('nowhere', 1), geometry: { type: 'Polygon', coordinates: [] } }), null);
});

test('the largest zone is offered first', () => {
  const zones = [square('hut', 0.0001), square('site', 0.01), square('yard', 0.001)];
  assert.deepEqual(
    largestFirst(zones).map(({ name }) => name),
    ['site', 'yard', 'hut'],
  );
});
