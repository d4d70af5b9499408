import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFixes } from './fix-columns.ts';
import { nearestRow } from './nearest-row.ts';

const TRACKS = [[57, 57.001], [57.002]].map((latitudes) =>
  readFixes(
    latitudes.map((latitude) => JSON.stringify({ time: '2026-11-20T08:00:00Z', latitude, longitude: 11 })).join('\n'),
  ),
);

test('the position nearest to the pointer is found among all trackers', () => {
  assert.deepEqual(nearestRow(TRACKS, { latitude: 57.0011, longitude: 11, degreesPerPixel: 0.0001 }), {
    lane: 0,
    row: 1,
  });
  assert.deepEqual(nearestRow(TRACKS, { latitude: 57.0019, longitude: 11, degreesPerPixel: 0.0001 }), {
    lane: 1,
    row: 0,
  });
});

test('what is not near is not meant', () => {
  assert.equal(nearestRow(TRACKS, { latitude: 57.0011, longitude: 11, degreesPerPixel: 0.000_001 }), null);
  assert.equal(nearestRow([], { latitude: 57, longitude: 11, degreesPerPixel: 1 }), null);
});
