import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, type SeededRandom } from '../../test/seeded-random.ts';
import {
  at,
  box,
  circleOf,
  corridorOf,
  multiPolygon,
  polygon,
  ring,
  shapeOf,
  starRing,
  verticesOf,
  wrapped,
  type Position,
} from '../../test/shapes.ts';
import { contains } from '../shape/contains.ts';
import { crossingOf } from '../shape/crossing.ts';
import type { Point } from '../shape/point.ts';
import type { Shape } from '../shape/shape.ts';
import { signedDistanceMeters } from '../shape/signed-distance.ts';
import { createFenceGrid, type FenceGrid } from './fence-grid.ts';

/** A shape of any size from a hand's breadth to a continent, round one of a few places so that many overlap. */
function randomShape(random: SeededRandom): Shape {
  const radius = 10 ** (random.next() * 6 - 5);
  const [x, y] = random.pick<Position>([
    [8.5, 47.4],
    [180, -17],
    [-179.99, 66],
    [0, 0],
  ]);
  const center: Position = [x + (random.next() - 0.5) * 2 * radius, y + (random.next() - 0.5) * 2 * radius];
  if (random.next() < 0.3) return circleOf(at(wrapped(center)), Math.min(Math.max(radius * 111_195, 1), 1_000_000));
  if (random.next() < 0.3) {
    const line = starRing(random, { center, radius, corners: random.integer(2, 30) });
    return corridorOf(
      line.map(wrapped),
      Math.min(Math.max(radius * random.pick([1_000, 40_000, 150_000]), 0.5), 90_000),
    );
  }
  const shell = starRing(random, { center, radius, corners: random.integer(6, 40) });
  const hole = starRing(random, { center, radius: radius / 5, corners: 7 });
  if (random.next() < 0.5) return shapeOf(polygon(shell.map(wrapped), hole.map(wrapped)));
  const island = starRing(random, { center: [center[0] + 3 * radius, center[1]], radius: radius / 50, corners: 5 });
  return shapeOf(multiPolygon([shell.map(wrapped)], [island.map(wrapped)]));
}

/** Vertices of a shape, points a hair from them, and points anywhere about it. */
function probes(random: SeededRandom, shape: Shape): Point[] {
  if (shape.kind === 'circle') {
    const reach = (2 * shape.radiusMeters) / 111_195;
    return Array.from({ length: 20 }, () => {
      const { latitude, longitude } = shape.center;
      return at(wrapped([longitude + (random.next() - 0.5) * 4 * reach, latitude + (random.next() - 0.5) * 2 * reach]));
    });
  }
  if (shape.kind === 'corridor') {
    const reach = shape.widthMeters / 111_195;
    return verticesOf({ coordinates: shape.line })
      .slice(0, 20)
      .map(([x, y]) => at(wrapped([x + (random.next() - 0.5) * 3 * reach, y + (random.next() - 0.5) * 1.5 * reach])));
  }
  return shape.polygons.flatMap(({ shell }) => {
    const vertices = verticesOf(shell);
    return vertices.flatMap((vertex, index) => {
      const other = vertices[random.integer(0, vertices.length - 1)] ?? vertex;
      const next = vertices[index + 1] ?? vertex;
      const hair = random.pick([1e-9, -1e-9, 1e-13]);
      const middle: Position =
        Math.abs(next[0] - vertex[0]) > 180 ? vertex : [(vertex[0] + next[0]) / 2, (vertex[1] + next[1]) / 2];
      return [at(vertex), at(middle), at(wrapped([vertex[0] + hair, vertex[1]])), at([vertex[0], other[1]])];
    });
  });
}

function bruteForce(shapes: ReadonlyMap<string, Shape>, point: Point): string[] {
  return [...shapes]
    .filter(([, shape]) => contains(shape, point))
    .map(([id]) => id)
    .toSorted();
}

const answer = (grid: FenceGrid, { latitude, longitude }: Point) => grid.query(latitude, longitude).toSorted();

test('says exactly what contains says, on edges and vertices too, through any edits', () => {
  const random = seededRandom(71);
  const grid = createFenceGrid();
  const shapes = new Map<string, Shape>();
  let hits = 0;
  for (let round = 0; round < 400; round++) {
    const id = `fence ${random.integer(0, 120)}`;
    if (random.next() < 0.25) assert.equal(grid.remove(id), shapes.delete(id));
    else {
      const shape = randomShape(random);
      shapes.set(id, shape);
      grid.set(id, shape);
    }
    assert.equal(grid.size, shapes.size);
    const some = shapes.get(id) ?? shapes.values().next().value;
    for (const point of some === undefined ? [] : probes(random, some)) {
      const expected = bruteForce(shapes, point);
      hits += expected.length;
      assert.deepEqual(answer(grid, point), expected, JSON.stringify({ round, point }));
    }
  }
  assert.ok(hits > 50_000);
});

test('gives all shapes within a distance, and those deeper inside for a negative one', () => {
  const random = seededRandom(72);
  const grid = createFenceGrid();
  const shapes = new Map(
    Array.from({ length: 80 }, (_, index): [string, Shape] => [String(index), randomShape(random)]),
  );
  for (const [id, shape] of shapes) grid.set(id, shape);
  let beyond = 0;
  for (const shape of shapes.values()) {
    for (const point of probes(random, shape).slice(0, 12)) {
      const meters = random.pick([0, 0.5, 20, 1_000, 50_000, 900_000, 12_000_000, -1, -500]);
      const expected = [...shapes]
        .filter(([, other]) => signedDistanceMeters(other, point) <= meters)
        .map(([id]) => id);
      beyond += meters > 0 ? expected.length - bruteForce(shapes, point).length : 0;
      assert.deepEqual(
        grid.queryNear(point, meters).toSorted(),
        expected.toSorted(),
        JSON.stringify({ point, meters }),
      );
    }
  }
  assert.ok(beyond > 1_000);
});

test('answers at both faces of the antimeridian and at the poles', () => {
  const grid = createFenceGrid();
  grid.set('earth', shapeOf(polygon(ring('-180 -90, 180 -90, 180 90, -180 90'))));
  grid.set('cut', shapeOf(multiPolygon([box([179, 0], [180, 1])], [box([-180, 0], [-179, 1])])));
  grid.set('east face', shapeOf(polygon(box([-180, 0], [-179, 1]))));
  grid.set('across', shapeOf(polygon(ring('179 0, -179 0, -179 1, 179 1'))));
  grid.set('wide', shapeOf(polygon(ring('60 0, 150 0, -120 0, -10 0, -10 20, -120 20, 150 20, 60 20'))));
  grid.set('polar', circleOf(at([30, 89.999]), 1_000));
  for (const longitude of [180, -180]) {
    assert.deepEqual(grid.query(0.5, longitude).toSorted(), ['across', 'cut', 'earth', 'east face', 'wide']);
    assert.deepEqual(grid.query(90, longitude).toSorted(), ['earth', 'polar']);
  }
  for (const longitude of [60, 100, -60, -10])
    assert.deepEqual(grid.query(10, longitude).toSorted(), ['earth', 'wide']);
  for (const longitude of [0, 30, 59, -9]) assert.deepEqual(grid.query(10, longitude), ['earth']);
  assert.deepEqual(grid.queryNear(at([-179.9999, 1.001]), 200).toSorted(), [
    'across',
    'cut',
    'earth',
    'east face',
    'wide',
  ]);
});

test('is empty again when all is removed', () => {
  const grid = createFenceGrid();
  const random = seededRandom(73);
  const shapes = Array.from({ length: 50 }, () => randomShape(random));
  for (const [index, shape] of shapes.entries()) grid.set(String(index), shape);
  for (const index of shapes.keys()) assert.ok(grid.remove(String(index)));
  assert.ok(!grid.remove('0'));
  assert.equal(grid.size, 0);
  for (const shape of shapes) for (const point of probes(random, shape)) assert.deepEqual(answer(grid, point), []);
});

test('finds nothing for a point that is nowhere', () => {
  const grid = createFenceGrid();
  grid.set('earth', shapeOf(polygon(ring('-180 -90, 180 -90, 180 90, -180 90'))));
  for (const nowhere of [Number.NaN, Infinity]) {
    assert.deepEqual(grid.query(nowhere, 0), []);
    assert.deepEqual(grid.query(0, nowhere), []);
  }
});

test('gives all shapes that a line meets', () => {
  const random = seededRandom(74);
  const grid = createFenceGrid();
  const shapes = new Map(
    Array.from({ length: 80 }, (_, index): [string, Shape] => [String(index), randomShape(random)]),
  );
  for (const [id, shape] of shapes) grid.set(id, shape);
  const points = [...shapes.values()].flatMap((shape) => probes(random, shape).slice(0, 4));
  let met = 0;
  for (const from of points) {
    const to = points[random.integer(0, points.length - 1)] ?? from;
    const expected = [...shapes].filter(([, shape]) => crossingOf(shape, from, to) !== null).map(([id]) => id);
    met += expected.length;
    assert.deepEqual(grid.queryLine(from, to).toSorted(), expected.toSorted(), JSON.stringify({ from, to }));
  }
  assert.ok(met > 1_000);
});
