import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Position } from 'geojson';

import { corridor } from './corridor.ts';

const METERS_PER_DEGREE = 111_195;
const LATITUDE = 60;

/** Metres east and north of 10° E 60° N. */
const place = ([east, north]: Position): Position => [
  10 + (east ?? 0) / (METERS_PER_DEGREE * Math.cos((LATITUDE * Math.PI) / 180)),
  LATITUDE + (north ?? 0) / METERS_PER_DEGREE,
];
const meters = ([x = 0, y = 0]: Position) => ({
  east: (x - 10) * METERS_PER_DEGREE * Math.cos((LATITUDE * Math.PI) / 180),
  north: (y - LATITUDE) * METERS_PER_DEGREE,
});
const outlineOf = (line: Position[], width: number) =>
  corridor({ type: 'LineString', coordinates: line.map(place) }, width)?.coordinates[0]?.map(meters) ?? [];

test('a straight corridor is as wide as it says and round at its ends', () => {
  const outline = outlineOf([[0, 0], [1_000, 0]], 40); // prettier-ignore
  const [norths, easts] = [outline.map(({ north }) => north), outline.map(({ east }) => east)];
  for (const [is, should] of [
    [Math.max(...norths), 20],
    [Math.min(...norths), -20],
    [Math.max(...easts), 1_020],
    [Math.min(...easts), -20],
  ] as const)
    assert.ok(Math.abs(is - should) < 0.1, `${is} instead of ${should}`);
});

test('the border of a bend is nowhere farther from the line than half the width', () => {
  const line: Position[] = [[0, 0], [500, 0], [500, 500], [900, 700]]; // prettier-ignore
  for (const point of outlineOf(line, 30)) {
    const distance = Math.min(
      ...line.slice(1).map((end, index) => {
        const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [line[index] ?? [], end];
        const along =
          ((point.east - x1) * (x2 - x1) + (point.north - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
        const at = Math.min(1, Math.max(0, along));
        return Math.hypot(point.east - x1 - at * (x2 - x1), point.north - y1 - at * (y2 - y1));
      }),
    );
    assert.ok(distance < 15.1, `${distance} m from the line`);
  }
});

test('a line of one place has no outline', () => {
  assert.equal(corridor({ type: 'LineString', coordinates: [place([0, 0]), place([0, 0])] }, 10), null);
});
