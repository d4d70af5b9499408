import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, type SeededRandom } from '../../test/seeded-random.ts';
import { at, box, circleOf, multiPolygon, polygon, ring, shapeOf, starRing, type Position } from '../../test/shapes.ts';
import { contains } from './contains.ts';
import { EARTH_RADIUS_METERS, haversineMeters, METERS_PER_DEGREE } from './haversine.ts';
import { signedDistanceMeters } from './signed-distance.ts';

/** Great-circle distance to the nearest of many points along the edges, refined round the best: the truth but for 1e-7 of it. */
function sampled(rings: readonly (readonly Position[])[], point: Position): number {
  let best = Infinity;
  for (const vertices of rings) {
    for (const [index, to] of vertices.entries()) {
      const from = vertices[index - 1];
      if (from === undefined) continue;
      let [least, most] = [0, 1];
      for (let round = 0; round < 12; round++) {
        const shares = Array.from({ length: 21 }, (_, step) => least + (step / 20) * (most - least));
        const distances = shares.map((share) =>
          haversineMeters(at(point), at([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])])),
        );
        const nearest = distances.indexOf(Math.min(...distances));
        best = Math.min(best, distances[nearest] ?? Infinity);
        [least, most] = [shares[Math.max(nearest - 1, 0)] ?? 0, shares[Math.min(nearest + 1, 20)] ?? 1];
      }
    }
  }
  return best;
}

/** A star a third as wide as the reach, a kilometre at least, and a point up to `reach` metres from its middle. */
function starAndPoint(random: SeededRandom, latitude: number, reach: number): { star: Position[]; point: Position } {
  const degrees = 1 / METERS_PER_DEGREE;
  const stretch = 1 / Math.cos((latitude * Math.PI) / 180);
  const radius = Math.max(1_000, reach / 3) * degrees;
  const flat = starRing(random, { center: [0, 0], radius, corners: random.pick([3, 8, 60]) });
  const angle = random.next() * 2 * Math.PI;
  const length = random.next() * reach * degrees;
  return {
    star: flat.map(([x, y]): Position => [20 + x * stretch, latitude + y]),
    point: [20 + length * Math.cos(angle) * stretch, latitude + length * Math.sin(angle)],
  };
}

for (const [latitude, reach, tolerance] of [
  [0, 3_000, 1e-8],
  [52, 3_000, 1e-7],
  [-75, 3_000, 1e-6],
  [84.5, 10_000, 1e-4],
  [45, 100_000, 1e-4],
  [80, 100_000, 1e-3],
  [70, 300_000, 1e-3],
] as const) {
  test(`is within ${tolerance} of the truth up to ${reach} m away at latitude ${latitude}`, () => {
    const random = seededRandom(41);
    for (let round = 0; round < 200; round++) {
      const { star, point } = starAndPoint(random, latitude, reach);
      const truth = sampled([star], point);
      const distance = signedDistanceMeters(shapeOf(polygon(star)), at(point));
      assert.ok(Math.abs(Math.abs(distance) - truth) <= tolerance * truth + 1e-6, `${distance} ${truth}`);
    }
  });
}

test('has the sign that contains says, at a hair from edges and vertices too', () => {
  const random = seededRandom(42);
  for (let round = 0; round < 100; round++) {
    const center: Position = [random.pick([0, 7.1, -179.9, 179.9]), random.pick([0, -33.3, 66.6])];
    const flat = starRing(random, { center, radius: 0.05, corners: random.pick([3, 7, 30]) });
    const star = flat.map(([x, y]): Position => [x > 180 ? x - 360 : x < -180 ? x + 360 : x, y]);
    const shape = shapeOf(polygon(star));
    for (const [x, y] of star) {
      for (const dx of [0, 1e-14, -1e-14, 1e-9, -1e-9, 1e-3]) {
        const point = at([Math.max(-180, Math.min(180, x + dx)), y + random.pick([0, 1e-14, -1e-9, 1e-3])]);
        const distance = signedDistanceMeters(shape, point);
        assert.equal(distance <= 0, contains(shape, point), JSON.stringify({ round, point, distance }));
        assert.ok(!Object.is(distance, -0));
      }
    }
  }
});

test('is nothing on a vertex and negative within', () => {
  const shape = shapeOf(polygon(box([10, 50], [11, 51]), ring('10.4 50.4, 10.6 50.4, 10.6 50.6, 10.4 50.6')));
  assert.equal(signedDistanceMeters(shape, at([10, 50])), 0);
  assert.equal(signedDistanceMeters(shape, at([10.4, 50.4])), 0);
  assert.ok(Math.abs(signedDistanceMeters(shape, at([10.2, 50.01])) + 0.01 * METERS_PER_DEGREE) < 1);
  assert.ok(Math.abs(signedDistanceMeters(shape, at([10.5, 50.41])) - 0.01 * METERS_PER_DEGREE) < 1);
});

test('measures circles from their rim', () => {
  const shape = circleOf(at([5, 45]), 300);
  assert.equal(signedDistanceMeters(shape, at([5, 45])), -300);
  assert.ok(Math.abs(signedDistanceMeters(shape, at([5, 46])) - (METERS_PER_DEGREE - 300)) < 1e-6);
});

test('measures across the antimeridian', () => {
  const east = shapeOf(polygon(box([-180, 0], [-179, 1])));
  const west = shapeOf(polygon(box([178, 0], [179, 1])));
  const across = shapeOf(polygon(ring('179 0, -179 0, -179 1, 179 1')));
  const near = (actual: number, degreesAway: number) =>
    assert.ok(
      Math.abs(actual / (degreesAway * METERS_PER_DEGREE * Math.cos(0.5 * (Math.PI / 180))) - 1) < 1e-3,
      String(actual),
    );
  near(signedDistanceMeters(east, at([179.99, 0.5])), 0.01);
  near(signedDistanceMeters(west, at([-179.99, 0.5])), 1.01);
  near(signedDistanceMeters(across, at([179.1, 0.5])), -0.1);
  near(signedDistanceMeters(across, at([-178.9, 0.5])), 0.1);
});

test('does not take the cut at the antimeridian for a boundary', () => {
  const cut = shapeOf(multiPolygon([box([170, -5], [180, 5])], [box([-180, -5], [-170, 2])]));
  const whole = shapeOf(polygon(ring('170 -5, -170 -5, -170 2, 180 2, 180 5, 170 5')));
  const random = seededRandom(43);
  for (let round = 0; round < 500; round++) {
    const x = 180 + (random.next() * 8 - 4);
    const point = at([x > 180 ? x - 360 : x, random.next() * 8 - 3]);
    assert.ok(
      Math.abs(signedDistanceMeters(cut, point) - signedDistanceMeters(whole, point)) < 1e-6,
      JSON.stringify(point),
    );
  }
  assert.ok(signedDistanceMeters(cut, at([180, 0])) < -200_000);
  assert.ok(signedDistanceMeters(cut, at([-179.9, 4])) > 0);
});

test('does not take a pole for a boundary', () => {
  const cap = shapeOf(polygon(ring('-180 -90, 180 -90, 180 -80, 0 -80, -180 -80')));
  assert.ok(Math.abs(signedDistanceMeters(cap, at([0, -89])) + 9 * METERS_PER_DEGREE) < 0.01 * 9 * METERS_PER_DEGREE);
});

test('is half the way round from a boundary that is nowhere', () => {
  const earth = shapeOf(polygon(ring('-180 -90, 180 -90, 180 90, -180 90')));
  assert.equal(signedDistanceMeters(earth, at([12, 34])), -Math.PI * EARTH_RADIUS_METERS);
});
