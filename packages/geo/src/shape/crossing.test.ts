import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { at, box, circleOf, multiPolygon, polygon, ring, shapeOf, starRing, type Position } from '../../test/shapes.ts';
import { contains } from './contains.ts';
import { crossingOf } from './crossing.ts';
import type { Shape } from './shape.ts';

const square = shapeOf(polygon(box([1, 1], [3, 3])));
const lake = shapeOf(polygon(box([0, 0], [9, 9]), box([1, 1], [8, 8])));

function crossing(shape: Shape, from: Position, to: Position): readonly [number, number] | null {
  const found = crossingOf(shape, at(from), at(to));
  return found === null ? null : [found.first, found.last];
}

const cases: readonly [string, Shape, Position, Position, readonly [number, number] | null][] = [
  ['a line through', square, [0, 2], [4, 2], [0.25, 0.75]],
  ['a line backwards', square, [4, 2], [0, 2], [0.25, 0.75]],
  ['a line that ends inside', square, [0, 2], [2, 2], [0.5, 1]],
  ['a line that begins inside', square, [2, 2], [2, 6], [0, 0.25]],
  ['a line inside', square, [1.5, 2], [2.5, 2], [0, 1]],
  ['a line beside', square, [0, 4], [4, 4], null],
  ['a line that ends before', square, [0, 2], [0.999, 2], null],
  ['a line that ends on the boundary', square, [0, 2], [1, 2], [1, 1]],
  ['a line through a corner alone', square, [0, 2], [2, 0], [0.5, 0.5]],
  ['a line along a side', square, [0, 1], [4, 1], [0.25, 0.75]],
  ['a line that a hair keeps from a side', square, [0, 1 - 1e-15], [4, 1 - 1e-15], null],
  ['a line within a hole', lake, [2, 2], [7, 7], null],
  ['a line within a hole up to its boundary', lake, [2, 2], [8, 2], [1, 1]],
  ['a line from hole to outside', lake, [5, 5], [15, 5], [0.3, 0.4]],
  ['a line through flesh, hole and flesh', lake, [-1, 5], [19, 5], [0.05, 0.5]],
  ['nothing but a point within', square, [2, 2], [2, 2], [0, 1]],
  ['nothing but a point outside', square, [0, 2], [0, 2], null],
];

for (const [name, shape, from, to, expected] of cases) {
  test(`finds where ${name} meets a polygon`, () => {
    const found = crossing(shape, from, to);
    assert.deepEqual(found?.map((share) => Math.round(share * 1e12) / 1e12) ?? null, expected);
  });
}

test('goes the shorter way round', () => {
  const across = shapeOf(polygon(ring('179 0, -179 0, -179 1, 179 1')));
  const cut = shapeOf(multiPolygon([box([179, 0], [180, 1])], [box([-180, 0], [-179, 1])]));
  const disc = circleOf(at([180, 0.5]), 111_195);
  for (const shape of [across, cut]) {
    assert.deepEqual(crossing(shape, [178, 0.5], [-178, 0.5]), [0.25, 0.75]);
    assert.deepEqual(crossing(shape, [-178, 0.5], [178, 0.5]), [0.25, 0.75]);
    assert.deepEqual(crossing(shape, [-178, 0.5], [-179.5, 0.5]), [2 / 3, 1]);
    assert.deepEqual(crossing(shape, [180, 0.5], [-180, 0.5]), [0, 1]);
    assert.equal(crossing(shape, [-178, 0.5], [0, 0.5]), null);
    assert.equal(crossing(shape, [180, 2], [-180, 2]), null);
  }
  const [first = 0, last = 0] = crossing(disc, [178, 0.5], [-178, 0.5]) ?? [];
  assert.ok(Math.abs(first - 0.25) < 1e-4 && Math.abs(last - 0.75) < 1e-4);
  assert.equal(crossing(disc, [-178, 0.5], [0, 0.5]), null);
  assert.equal(crossing(shapeOf(polygon(box([-1, 0], [1, 1]))), [-90, 0.5], [90.1, 0.5]), null);
});

/** Shares of the first and the last of many points along a line that are in a shape. */
function sampled(shape: Shape, from: Position, to: Position): readonly [number, number] | null {
  const count = 2_000;
  const within = Array.from({ length: count + 1 }, (_, step) => step / count).filter((share) => {
    const x = from[0] + share * (to[0] - from[0]);
    return contains(shape, at([x > 180 ? x - 360 : x < -180 ? x + 360 : x, from[1] + share * (to[1] - from[1])]));
  });
  const [first] = within;
  return first === undefined ? null : [first, within.at(-1) ?? first];
}

test('agrees with many points along the line', () => {
  const random = seededRandom(51);
  const wrapped = ([x, y]: Position): Position => [x > 180 ? x - 360 : x < -180 ? x + 360 : x, y];
  let met = 0;
  for (let round = 0; round < 300; round++) {
    const center: Position = [random.pick([10, 179.9, -179.9]), random.pick([0, 50, -75, 88.5])];
    const radius = Math.min(1.2, 89.9 - Math.abs(center[1]));
    const star = starRing(random, { center, radius, corners: random.pick([3, 9, 40]) });
    const hole = starRing(random, { center, radius: radius / 5, corners: 5 });
    const shape =
      round % 3 === 0
        ? circleOf(at(center), radius * 111_195 * (round % 2 === 0 ? 0.6 : 1.6))
        : shapeOf(polygon(star.map(wrapped), ...(star.length > 5 ? [hole.map(wrapped)] : [])));
    const end = (): Position => [center[0] + (random.next() - 0.5) * 6, center[1] + (random.next() - 0.5) * 2.9];
    const [from, to] = [end(), end()];
    const truth = sampled(shape, from, to);
    const found = crossing(shape, wrapped(from), wrapped(to));
    if (truth === null) {
      // What lies between two samples may be missed by them.
      assert.ok(found === null || found[1] - found[0] < 1 / 1_000, JSON.stringify({ round, found }));
      continue;
    }
    met++;
    assert.ok(found !== null, JSON.stringify({ round, truth }));
    for (const index of [0, 1] as const) {
      assert.ok(Math.abs(found[index] - truth[index]) <= 1 / 1_000, JSON.stringify({ round, found, truth }));
    }
  }
  assert.ok(met > 100);
});

test('touches a circle that it passes at less than a micrometre inside and not one outside', () => {
  const disc = (radius: number) => circleOf(at([10, 0]), radius);
  const meters = 6_371_008.8 * (Math.PI / 180) * 0.01;
  assert.notEqual(crossing(disc(meters + 1e-6), [9.9, 0.01], [10.1, 0.01]), null);
  assert.equal(crossing(disc(meters - 1e-6), [9.9, 0.01], [10.1, 0.01]), null);
});
