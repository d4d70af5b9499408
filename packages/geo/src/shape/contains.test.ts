import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, type SeededRandom } from '../../test/seeded-random.ts';
import {
  at,
  box,
  circleOf,
  closed,
  multiPolygon,
  polygon,
  ring,
  shapeOf,
  starRing,
  type Position,
} from '../../test/shapes.ts';
import { contains } from './contains.ts';
import { haversineMeters } from './haversine.ts';

/** Coordinates that are multiples of this the oracle computes with as whole numbers. */
const GRAIN = 2 ** -40;

/** Winding number of a ring round a point in whole-number arithmetic, or null on the boundary; shares nothing with the product. */
function winding(ring: readonly Position[], point: Position): number | null {
  const whole = (value: number) => BigInt(value / GRAIN);
  const [px, py] = [whole(point[0]), whole(point[1])];
  let turns = 0;
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1];
    if (from === undefined) continue;
    const [x1, y1, x2, y2] = [whole(from[0]) - px, whole(from[1]) - py, whole(to[0]) - px, whole(to[1]) - py];
    const cross = x1 * y2 - x2 * y1;
    if (cross === 0n && x1 * x2 <= 0n && y1 * y2 <= 0n) return null;
    if (y1 <= 0n && y2 > 0n && cross > 0n) turns++;
    if (y1 > 0n && y2 <= 0n && cross < 0n) turns--;
  }
  return turns;
}

function expected([shell, ...holes]: readonly (readonly Position[])[], point: Position): boolean {
  if (shell === undefined) return false;
  const inShell = winding(shell, point);
  if (inShell === null) return true;
  if (inShell === 0) return false;
  const inHoles = holes.map((hole) => winding(hole, point));
  return inHoles.includes(null) || inHoles.every((turns) => turns === 0);
}

const grained = (ring: readonly Position[]) =>
  ring.map(([x, y]): Position => [Math.round(x / GRAIN) * GRAIN, Math.round(y / GRAIN) * GRAIN]);

/** Points all over a polygon's box, its vertices and points on its edges, all of them also a hair to each side. */
function probes(random: SeededRandom, rings: readonly (readonly Position[])[]): Position[] {
  const vertices = rings.flat();
  const [, ...ends] = vertices;
  const middles = ends.map((to, index): Position => {
    const from = vertices[index] ?? to;
    const share = random.integer(0, 1024) / 1024;
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  });
  const exact = [...vertices, ...grained(middles)];
  const hair = [0, GRAIN, -GRAIN, 1e-9, -1e-9];
  const near = exact.flatMap(([x, y]) =>
    hair.map((dx): Position => [x + dx, y + random.pick([0, GRAIN, -GRAIN, 1e-9, -1e-9])]),
  );
  const level = vertices.map(([, y]): Position => [random.next() * 3 - 1.5, y]);
  return grained([...exact, ...near, ...level]);
}

test('agrees with whole-number arithmetic on and a hair beside every edge and vertex', () => {
  const random = seededRandom(21);
  let onBoundary = 0;
  for (let round = 0; round < 80; round++) {
    const center: Position = [random.pick([0, 7.25, -122.5, 170]), random.pick([0, 51.5, -37.75])];
    const corners = round % 20 === 0 ? 300 : random.pick([3, 5, 9, 24]);
    const shell = grained(starRing(random, { center, radius: 1, corners }));
    const holes =
      corners > 5 && round % 2 === 0 ? [grained(starRing(random, { center, radius: 0.15, corners: 7 }))] : [];
    const rings = [shell, ...holes];
    const shape = shapeOf(polygon(...rings.map((ring) => [...ring])));
    for (const point of probes(random, rings)) {
      if (winding(shell, point) === null) onBoundary++;
      assert.equal(contains(shape, at(point)), expected(rings, point), JSON.stringify({ round, point }));
    }
  }
  assert.ok(onBoundary > 2_000);
});

test('is right a bit or two beside a long edge, where rounding alone is not', () => {
  const triangle = shapeOf(polygon(ring('-12 -12, 24 -12, 24 24')));
  let roundingIsWrong = 0;
  for (let i = 0; i < 64; i++) {
    for (let j = 0; j < 64; j++) {
      const [x, y] = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53];
      const isInside = x >= y;
      const rounded = (-12 - x) * (24 - y) - (-12 - y) * (24 - x);
      if (rounded <= 0 !== isInside) roundingIsWrong++;
      assert.equal(contains(triangle, at([x, y])), isInside, `${i} ${j}`);
    }
  }
  assert.ok(roundingIsWrong > 500);
});

test('holds a polygon flatter than any number can divide', () => {
  const least = Number.MIN_VALUE;
  const flat = shapeOf(
    polygon([
      [0, 0],
      [1, 0],
      [0.5, least],
      [0, 0],
    ]),
  );
  for (const inside of [
    [0, 0],
    [0.7, 0],
    [0.5, least],
  ] as const)
    assert.ok(contains(flat, at(inside)), String(inside));
  for (const outside of [
    [0.4, least],
    [0.5, -least],
    [0.5, 2 * least],
    [1.1, 0],
  ] as const) {
    assert.ok(!contains(flat, at(outside)), String(outside));
  }
});

test('agrees with whole-number arithmetic where every edge is level, upright or shared in height', () => {
  const random = seededRandom(22);
  for (let round = 0; round < 100; round++) {
    const steps = Array.from({ length: 6 }, (_, index): Position[] => {
      const height = random.integer(1, 4);
      return [
        [index, height],
        [index + 1, height],
      ];
    }).flat();
    const ring = closed([[0, 0], ...steps, [6, 0]]);
    const shape = shapeOf(polygon(ring));
    for (let x = -1; x <= 7; x += 0.5) {
      for (let y = -1; y <= 5; y += 0.5)
        assert.equal(contains(shape, at([x, y])), expected([ring], [x, y]), `${x} ${y}`);
    }
  }
});

test('counts the boundary in, that of holes too, and nothing a hair inside a hole', () => {
  const shape = shapeOf(polygon(box([0, 0], [4, 4]), box([1, 1], [3, 3])));
  for (const inside of [
    [0, 0],
    [4, 2],
    [1, 1],
    [2, 3],
    [1, 2],
    [0.5, 2],
  ] as const)
    assert.ok(contains(shape, at(inside)));
  for (const outside of [
    [2, 2],
    [1 + 1e-12, 1 + 1e-12],
    [2, 3 - 1e-12],
    [-1e-12, 2],
    [4 + 1e-12, 4],
  ] as const) {
    assert.ok(!contains(shape, at(outside)), String(outside));
  }
});

test('counts a polygon in the hole of another in', () => {
  const shape = shapeOf(multiPolygon([box([0, 0], [9, 9]), box([1, 1], [8, 8])], [box([3, 3], [5, 5])]));
  assert.ok(contains(shape, at([4, 4])));
  assert.ok(!contains(shape, at([2, 2])));
});

test('holds a shape across the antimeridian together, whole or cut', () => {
  const whole = shapeOf(polygon(ring('170 -10, -165 -12, -170 15, 175 12')));
  const cut = shapeOf(multiPolygon([ring('170 0, 180 0, 180 10, 170 10')], [ring('-180 0, -170 0, -170 10, -180 10')]));
  for (const inside of [
    [180, 1],
    [-180, 1],
    [179.9, 5],
    [-172, 1],
  ] as const) {
    assert.ok(contains(whole, at(inside)), `whole: ${String(inside)}`);
    assert.ok(contains(cut, at(inside)), `cut: ${String(inside)}`);
  }
  for (const outside of [
    [165, 1],
    [-160, 1],
    [0, 1],
    [0, 0],
    [10, 5],
  ] as const) {
    assert.ok(!contains(whole, at(outside)), `whole: ${String(outside)}`);
    assert.ok(!contains(cut, at(outside)), `cut: ${String(outside)}`);
  }
});

test('answers across the antimeridian to the bit as it does half the way round', () => {
  const random = seededRandom(23);
  const turned = ([x, y]: Position): Position => [x > 0 ? x - 180 : x + 180, y];
  for (let round = 0; round < 60; round++) {
    const ring = grained(starRing(random, { center: [0.001, 10], radius: 60, corners: random.pick([3, 8, 50]) }));
    const [here, there] = [shapeOf(polygon(ring)), shapeOf(polygon(ring.map(turned)))];
    for (const point of probes(random, [ring]).filter(([x]) => x !== 0)) {
      assert.equal(contains(there, at(turned(point))), contains(here, at(point)), JSON.stringify({ round, point }));
    }
  }
});

test('holds a hole across the antimeridian, and one beside it', () => {
  const shape = shapeOf(
    polygon(
      ring('150 -30, -150 -30, -150 30, 150 30'),
      ring('178 -5, -178 -5, -178 5, 178 5'),
      ring('-170 0, -165 0, -165 5'),
    ),
  );
  for (const inside of [
    [170, 0],
    [-175, 0],
    [180, 6],
    [178, 0],
  ] as const)
    assert.ok(contains(shape, at(inside)), String(inside));
  for (const outside of [
    [180, 0],
    [-180, 0],
    [179, 1],
    [-166, 1],
    [140, 0],
  ] as const) {
    assert.ok(!contains(shape, at(outside)), String(outside));
  }
});

test('holds a cap round a pole that runs along it', () => {
  const antarctica = shapeOf(polygon(ring('-180 -90, 180 -90, 180 -70, 0 -65, -180 -70')));
  for (const inside of [
    [0, -90],
    [123, -80],
    [180, -75],
    [-180, -70],
  ] as const)
    assert.ok(contains(antarctica, at(inside)));
  assert.ok(!contains(antarctica, at([0, -60])));
});

test('counts in a circle whatever is at most the radius away on the sphere', () => {
  const random = seededRandom(24);
  for (const center of [at([0, 0]), at([179.999, 51]), at([12, 89.9995]), at([-70, -90])]) {
    const shape = circleOf(center, 500);
    for (let round = 0; round < 500; round++) {
      const point = at([
        random.next() * 360 - 180,
        Math.max(-90, Math.min(90, center.latitude + random.next() * 0.02 - 0.01)),
      ]);
      assert.equal(contains(shape, point), haversineMeters(center, point) <= 500);
    }
    assert.ok(contains(shape, center));
  }
});

test('says no to a point that is nowhere', () => {
  const shape = shapeOf(polygon(box([0, 0], [4, 4])));
  for (const nowhere of [Number.NaN, Infinity, -Infinity]) {
    assert.ok(!contains(shape, { latitude: nowhere, longitude: 1 }));
    assert.ok(!contains(shape, { latitude: 1, longitude: nowhere }));
    assert.ok(!contains(circleOf(at([0, 0]), 100), { latitude: nowhere, longitude: 1 }));
  }
});
