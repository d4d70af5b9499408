import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstShape } from './first-shape.ts';

const VIEW = { south: 50, north: 50.008, west: 8, east: 8.016 };

test('a first shape lies in the middle of what is seen and takes a quarter of it', () => {
  const corners = [[8.006, 50.003], [8.01, 50.003], [8.01, 50.005], [8.006, 50.005], [8.006, 50.003]]; // prettier-ignore
  assert.deepEqual(firstShape('polygon', VIEW), { kind: 'polygon', rings: [corners] });
  const line = { type: 'LineString', coordinates: [[8.006, 50.004], [8.01, 50.004]] }; // prettier-ignore
  assert.deepEqual(firstShape('corridor', VIEW), { kind: 'corridor', line });
  assert.deepEqual(firstShape('circle', VIEW), {
    kind: 'circle',
    center: { latitude: 50.004, longitude: 8.008 },
    radiusMeters: 111,
  });
});
