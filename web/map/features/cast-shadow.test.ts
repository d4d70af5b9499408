import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Polygon } from 'geojson';
import { castShadow } from './cast-shadow.ts';

const SQUARE: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [10, 54],
      [10.001, 54],
      [10.001, 54.001],
      [10, 54.001],
      [10, 54],
    ],
  ],
};

suite('castShadow', () => {
  test('reaches from the footprint to the south-east, further the higher it is', () => {
    const low = boxOf(castShadow(SQUARE, 4));
    const high = boxOf(castShadow(SQUARE, 12));
    assert.deepEqual([low.west, low.north], [10, 54.001]);
    assert.ok(low.east > 10.001 && low.south < 54);
    assert.ok(high.east > low.east && high.south < low.south);
  });

  test('grows no further than what it would hide', () => {
    assert.deepEqual(castShadow(SQUARE, 100), castShadow(SQUARE, 1_000));
  });

  test('does not fill the courtyard of a building with wings', () => {
    const wings: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [10, 54],
          [10.003, 54],
          [10.003, 54.001],
          [10.001, 54.001],
          [10.001, 54.003],
          [10, 54.003],
          [10, 54],
        ],
      ],
    };
    assert.equal(castShadow(wings, 10).coordinates[0]?.length, 7);
  });

  test('is a closed ring', () => {
    const ring = castShadow(SQUARE, 10).coordinates[0] ?? [];
    assert.deepEqual(ring[0], ring.at(-1));
  });
});

function boxOf({ coordinates }: Polygon) {
  const ring = coordinates[0] ?? [];
  const [longitudes, latitudes] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
  return {
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
  };
}
