import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { trailFeatures } from './trail-features.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 20, 9);
const LENGTH = { now: NOW, lengthMs: 8 * MINUTE };

suite('trailFeatures', () => {
  test('fades in stretches that meet', () => {
    const { features } = trailFeatures([trail(7, 6, 5, 4, 3, 2, 1, 0)], LENGTH);
    assert.deepEqual(
      features.map(({ properties, geometry }) => [properties.age, geometry.coordinates.map(([x]) => x)]),
      [
        [0.75, [7, 6]],
        [0.5, [6, 5, 4]],
        [0.25, [4, 3, 2]],
        [0, [2, 1, 0]],
      ],
    );
  });

  test('draws no line through a silence', () => {
    const { features } = trailFeatures([trail(5, 4.5, 1, 0.5)], LENGTH);
    assert.deepEqual(
      features.map(({ geometry }) => geometry.coordinates.map(([x]) => x)),
      [
        [5, 4.5],
        [1, 0.5],
      ],
    );
  });

  test('reaches no further back than it is long', () => {
    assert.deepEqual(trailFeatures([trail(20, 19), trail(9, 8)], LENGTH).features, []);
  });
});

/** A trail with a point at each of some ages in minutes, which are its longitudes, too. */
function trail(...minutes: number[]) {
  return minutes.map((age) => ({ latitude: 54, longitude: age, recordedAt: NOW - age * MINUTE }));
}
