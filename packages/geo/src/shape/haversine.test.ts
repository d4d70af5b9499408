import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EARTH_RADIUS_METERS, haversineMeters } from './haversine.ts';

const quarter = (Math.PI / 2) * EARTH_RADIUS_METERS;
const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual / expected - 1) < 1e-12, `${actual} ${expected}`);

test('measures along great circles', () => {
  close(haversineMeters({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 77 }), quarter);
  close(haversineMeters({ latitude: 0, longitude: -45 }, { latitude: 0, longitude: 45 }), quarter);
  close(
    haversineMeters({ latitude: 60, longitude: 0 }, { latitude: 60, longitude: 180 }),
    (Math.PI / 3) * EARTH_RADIUS_METERS,
  );
});

test('goes the short way across the antimeridian', () => {
  const apart = haversineMeters({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 });
  close(apart, (Math.PI / 180) * EARTH_RADIUS_METERS);
});

test('gives half the way round at the antipode and nothing at the same place', () => {
  close(haversineMeters({ latitude: 12, longitude: 34 }, { latitude: -12, longitude: -146 }), 2 * quarter);
  assert.equal(haversineMeters({ latitude: 12, longitude: 34 }, { latitude: 12, longitude: 34 }), 0);
});

test('keeps its precision at a tenth of a millimetre', () => {
  const step = 1e-9;
  const apart = haversineMeters({ latitude: 0, longitude: 0 }, { latitude: step, longitude: 0 });
  close(apart, ((step * Math.PI) / 180) * EARTH_RADIUS_METERS);
});
