import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as assertProperty, constantFrom, double, property, record, tuple } from 'fast-check';
import { at, corridorOf, wrapped, type Position } from '../../test/shapes.ts';
import { lineDistance } from '../../test/sphere-truth.ts';
import { createFenceGrid } from '../fence-grid/fence-grid.ts';
import { areaSquareMeters } from './area.ts';
import { bounds } from './bounds.ts';
import { contains } from './contains.ts';
import { crossingOf } from './crossing.ts';
import { METERS_PER_DEGREE } from './haversine.ts';
import { signedDistanceMeters } from './signed-distance.ts';

/** A walk of a few legs in the plane, anywhere on Earth, and how wide its corridor is. */
const walk = record({
  start: tuple(
    constantFrom(-179.99, -60, 0.01, 8.5, 179.99),
    constantFrom(-89.9, -80.05, -45, 0, 47.4, 79.95, 89.7, 90),
  ),
  legs: array(tuple(double({ min: -1, max: 1, noNaN: true }), double({ min: -1, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  }),
  scale: constantFrom(0.002, 0.1, 2),
  width: double({ min: 0.01, max: 2, noNaN: true }),
})
  .map(({ start, legs, scale, width }) => {
    const line: Position[] = [start];
    const stretch = 1 / Math.max(Math.cos((start[1] * Math.PI) / 180), 0.01);
    for (const [east, north] of legs) {
      const [x, y] = line.at(-1) ?? start;
      line.push([
        Math.max(-360, Math.min(360, x + east * scale * Math.min(stretch, 40))),
        Math.max(-90, Math.min(90, y + north * scale)),
      ]);
    }
    return { line, widthMeters: Math.min(Math.max(width * scale * 30_000, 0.5), 100_000) };
  })
  .filter(({ line }) => {
    const xs = line.map(([x]) => x);
    return Math.max(...xs) - Math.min(...xs) < 300 && new Set(line.map(String)).size > 1;
  });

const offset = double({ min: -1, max: 1, noNaN: true });

/** A place about a line, up to about twice the width away from it. */
function placeNear(
  { line, widthMeters }: { readonly line: readonly Position[]; readonly widthMeters: number },
  [pick, east, north]: readonly [number, number, number],
): Position {
  const [x, y] = line[Math.floor(((pick + 1) / 2) * line.length)] ?? line[0] ?? [0, 0];
  const reach = (2 * widthMeters) / METERS_PER_DEGREE;
  const latitude = Math.max(-90, Math.min(90, y + north * reach));
  const stretch = 1 / Math.max(Math.cos((latitude * Math.PI) / 180), 1e-6);
  return [x + Math.max(-170, Math.min(170, east * reach * stretch)), latitude];
}

test('contains what the sphere says is near enough to the line, anywhere on Earth, and the grid agrees', () => {
  let decided = 0;
  assertProperty(
    property(walk, array(tuple(offset, offset, offset), { minLength: 5, maxLength: 5 }), (drawn, places) => {
      const corridor = corridorOf(
        drawn.line.map((position) => wrapped(wrapped(position))),
        drawn.widthMeters,
      );
      const grid = createFenceGrid();
      grid.set('corridor', corridor);
      const box = bounds(corridor);
      for (const drawnPlace of places) {
        const place = placeNear(drawn, drawnPlace);
        const truth = lineDistance(drawn.line, place) - drawn.widthMeters / 2;
        const point = at(wrapped(wrapped(place)));
        const distance = signedDistanceMeters(corridor, point);
        const isInside = contains(corridor, point);
        assert.equal(distance <= 0, isInside);
        assert.deepEqual(grid.query(point.latitude, point.longitude), isInside ? ['corridor'] : []);
        assert.ok(Math.abs(distance - truth) <= 1e-3 * (truth + drawn.widthMeters) + 1e-5, `${distance} ${truth}`);
        if (Math.abs(truth) > 1e-3 * drawn.widthMeters + 1e-5) {
          decided++;
          assert.equal(isInside, truth < 0);
        }
        if (truth < -1e-3 * drawn.widthMeters) {
          assert.ok(point.latitude >= box.south && point.latitude <= box.north);
          const isWithin =
            box.west <= box.east
              ? point.longitude >= box.west && point.longitude <= box.east
              : point.longitude >= box.west || point.longitude <= box.east;
          assert.ok(isWithin, JSON.stringify({ box, point }));
        }
      }
    }),
    { numRuns: 400, seed: 81 },
  );
  assert.ok(decided > 1_000);
});

test('counts its border in', () => {
  const corridor = corridorOf(
    [
      [0, 0],
      [1, 0],
    ],
    2_000,
  );
  const degrees = 1_000 / METERS_PER_DEGREE;
  assert.ok(contains(corridor, at([0.5, degrees * (1 - 1e-12)])));
  assert.ok(!contains(corridor, at([0.5, degrees * (1 + 1e-12)])));
  assert.ok(Math.abs(signedDistanceMeters(corridor, at([0.5, 0])) + 1_000) < 1e-6);
  assert.ok(!contains(corridor, { latitude: Number.NaN, longitude: 0 }));
  assert.ok(!contains(corridor, { latitude: 0, longitude: Infinity }));
});

test('has the area of its length, once where it goes back', () => {
  const width = 200;
  const length = METERS_PER_DEGREE;
  const straight = length * width + Math.PI * (width / 2) ** 2;
  const near = (line: Position[], expected: number, most: number) => {
    const area = areaSquareMeters(corridorOf(line, width));
    assert.ok(Math.abs(area / expected - 1) < most, `${area} ${expected}`);
  };
  near(
    [
      [10, 0],
      [11, 0],
    ],
    straight,
    1e-4,
  );
  near(
    [
      [10, 0],
      [10, 1],
    ],
    straight,
    1e-4,
  );
  near(
    [
      [10, 0],
      [10, 1],
      [10, 0],
    ],
    straight,
    1e-4,
  );
  near(
    [
      [10, 60],
      [12, 60],
    ],
    straight,
    1e-3,
  );
  near(
    [
      [10, 0],
      [10, 1],
      [11, 1],
    ],
    2 * straight - Math.PI * (width / 2) ** 2 - (width / 2) ** 2 * (1 - Math.PI / 4),
    1e-3,
  );
  near(
    [
      [0, 89.5],
      [0, 90],
      [180, 90],
      [180, 89.5],
    ],
    straight,
    0.01,
  );
  near(
    [
      [179.5, 0],
      [-179.5, 0],
    ],
    straight,
    1e-3,
  );
});

test('is met by lines where it begins and ends', () => {
  const corridor = corridorOf(
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    2 * 0.01 * METERS_PER_DEGREE,
  );
  const near = (from: Position, to: Position, expected: readonly number[] | null) => {
    const found = crossingOf(corridor, at(from), at(to));
    if (expected === null || found === null) return assert.equal(found, expected);
    const shares = [found.first, found.last];
    for (const [index, share] of shares.entries())
      assert.ok(Math.abs(share - (expected[index] ?? 0)) < 1e-5, `${shares}`);
  };
  near([0.5, -0.1], [0.5, 0.1], [0.45, 0.55]);
  near([0.5, 0.1], [0.5, -0.1], [0.45, 0.55]);
  near([0.5, 0], [0.5, 0.1], [0, 0.1]);
  near([0.4, 0.5], [1.4, 0.5], [0.59, 0.61]);
  near([0.5, -0.5], [1.5, 0.5], [0.49, 0.51]);
  near([0.5, 0.02], [0.9, 0.4], null);
  near([-1, 0.011], [0.9, 0.011], null);
});

test('takes lines of 100,000 vertices and lists them in a grid in time', () => {
  const tenth = corridorsCpu(10_000);
  const all = corridorsCpu(100_000);
  assert.ok(all < 40 * tenth, `${all} µs for ten times as many vertices as in ${tenth} µs`);
});

/** Processor time of a narrow and of a wide corridor along a line, listed in a grid; microseconds. */
function corridorsCpu(vertices: number): number {
  const line = Array.from({ length: vertices }, (_, index): Position => [
    10 + Math.sin(index / 300) + index / 1e6,
    50 + Math.cos(index / 310),
  ]);
  const before = process.cpuUsage();
  for (const width of [5, 5_000]) {
    const corridor = corridorOf(line, width);
    const grid = createFenceGrid();
    grid.set('long', corridor);
    assert.deepEqual(grid.query(51, 10), ['long']);
    assert.ok(areaSquareMeters(corridor) > 0);
  }
  return process.cpuUsage(before).user;
}
