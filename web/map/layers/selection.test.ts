import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectionFeatures } from './selection.ts';

test('the way of the selected tracker is broken where it was silent, and the silence a part of its own', () => {
  const trail = [0, 1, 9, 10].map((minute) => ({ latitude: 54, longitude: minute, recordedAt: minute * 60_000 }));
  const at = { latitude: 54, longitude: 10 };
  const { features } = selectionFeatures({ at, accuracyMeters: 5, trail });
  const ways = features.flatMap(({ properties, geometry }) =>
    geometry.type === 'LineString' ? [[properties?.['part'], geometry.coordinates.map(([x]) => x)]] : [],
  );
  assert.deepEqual(ways, [
    ['way', [0, 1]],
    ['gap', [1, 9]],
    ['way', [9, 10]],
  ]);
});
