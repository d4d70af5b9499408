import assert from 'node:assert/strict';
import { test } from 'node:test';

import { gatherHeat } from './heat.ts';

const WORLD = { west: -180, south: -85, east: 180, north: 85 };
const MINUTE = 60_000;

/** A tracker in the west or the east of the world, a minute after the other. */
const at = (trackerId: string, minute: number, longitude = -90) => ({
  trackerId,
  at: minute * MINUTE,
  latitudeE7: 100_000_000,
  longitudeE7: longitude * 1e7,
});

test('counts a tracker once in a tile, however often it comes back', () => {
  const heat = gatherHeat({ box: WORLD, zoom: 1, from: 0, to: 60 * MINUTE });
  for (const spot of [at('a', 0), at('a', 1, 90), at('a', 2), at('b', 0), at('b', 5), at('c', 1, 90)]) heat.take(spot);
  assert.deepEqual(
    heat.cells().map(({ x, trackers, positions, dwellMs }) => [x, trackers, positions, dwellMs / MINUTE]),
    [
      [0, 2, 4, 6],
      [1, 2, 2, 1],
    ],
  );
});

test('refuses more tiles than it may keep', () => {
  const heat = gatherHeat({ box: WORLD, zoom: 1, from: 0, to: 60 * MINUTE, most: 1 });
  heat.take(at('a', 0));
  heat.take(at('a', 1));
  assert.throws(() => heat.take(at('a', 2, 90)), /zoom must leave at most 1 tiles/);
});
