import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circle } from './circle.ts';

test('a circle is a closed ring whose corners lie at its radius', () => {
  const centre = { latitude: 60, longitude: 25 };
  const [ring = []] = circle(centre, 250).coordinates;
  assert.equal(ring.length, 65);
  assert.deepEqual(ring[0], ring[64]);
  for (const [longitude = 0, latitude = 0] of ring) {
    const north = (latitude - centre.latitude) * 111_195;
    const east = (longitude - centre.longitude) * 111_195 * Math.cos((60 * Math.PI) / 180);
    assert.ok(Math.abs(Math.hypot(north, east) - 250) < 0.5, `${Math.hypot(north, east)} m`);
  }
});
