import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFixes, type FixColumns } from './fix-columns.ts';
import { trailOf, wayOfFixes, wayOfPoints, type WayFeature } from './replay-ways.ts';

const GAP_MS = 300_000;

test('a way is broken where there is a gap, and the gap is drawn apart', () => {
  const expected = [
    ['way', [[0, 0], [1, 0]]],
    ['gap', [[1, 0], [2, 0]]],
    ['way', [[2, 0], [3, 0]]],
  ]; // prettier-ignore
  assert.deepEqual(shown(wayOfFixes(0, recorded([0, 10, 400, 410]), GAP_MS)), expected);
  const point = (longitude: number, isAfterGap = false) => ({ latitude: 0, longitude, isAfterGap });
  assert.deepEqual(shown(wayOfPoints(0, [point(0), point(1), point(2, true), point(3)])), expected);
});

test('a single position has no way', () => {
  assert.deepEqual(wayOfFixes(0, recorded([5]), GAP_MS), []);
});

test('a trail reaches back as long as it may, ends where the tracker is, and begins behind a gap', () => {
  const columns = recorded([0, 10, 400, 410, 420]);
  const here = { latitude: 0, longitude: 3.5 };
  const at = (lengthMs: number) => shown(trailOf(0, columns, { instant: 415_000, lengthMs, gapMs: GAP_MS, here }));
  assert.deepEqual(at(8_000), [['trail', [[3, 0], [3.5, 0]]]]); // prettier-ignore
  assert.deepEqual(at(900_000), [['trail', [[2, 0], [3, 0], [3.5, 0]]]]); // prettier-ignore
  assert.deepEqual(at(1_000), []);
});

function recorded(seconds: readonly number[]): FixColumns {
  const line = (second: number, index: number) => ({
    time: new Date(second * 1_000).toISOString(),
    latitude: 0,
    longitude: index,
  });
  return readFixes(seconds.map((second, index) => JSON.stringify(line(second, index))).join('\n'));
}

function shown(features: readonly WayFeature[]): unknown[] {
  return features.map(({ properties, geometry }) => [properties.part, geometry.coordinates]);
}
