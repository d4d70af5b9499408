import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  array,
  assert as assertProperty,
  constantFrom,
  double,
  integer,
  noBias,
  property,
  record,
  tuple,
} from 'fast-check';
import { at, circleOf, polygon, shapeOf, wrapped, type Position } from '../../test/shapes.ts';
import { lineDistance, sphereDistance } from '../../test/sphere-truth.ts';
import { createFenceGrid, type FenceGrid } from '../fence-grid/fence-grid.ts';
import { areaSquareMeters } from './area.ts';
import { bounds, type Bounds } from './bounds.ts';
import { contains } from './contains.ts';
import { EARTH_RADIUS_METERS } from './haversine.ts';
import type { Point } from './point.ts';
import type { Shape } from './shape.ts';
import { signedDistanceMeters } from './signed-distance.ts';

const share = noBias(integer({ min: 0, max: 10_000 })).map((part) => part / 10_000);
const runs = { numRuns: 200, seed: 31 };

function isWithin({ west, east, south, north }: Bounds, { latitude, longitude }: Point): boolean {
  if (latitude < south || latitude > north) return false;
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}

interface Case {
  readonly shape: Shape;
  /** With the shape alone. */
  readonly grid: FenceGrid;
}

function caseOf(shape: Shape): Case {
  const grid = createFenceGrid();
  grid.set('shape', shape);
  return { shape, grid };
}

/** Everything that answers about a shape and a point agrees, and the point is in the shape's box if it is in the shape. */
function assertAgreement({ shape, grid }: Case, point: Point): boolean {
  const isInside = contains(shape, point);
  assert.deepEqual(grid.query(point.latitude, point.longitude), isInside ? ['shape'] : []);
  assert.equal(signedDistanceMeters(shape, point) <= 0, isInside);
  assert.equal(grid.queryNear(point, 0).length === 1, isInside);
  assert.equal(grid.queryLine(point, point).length === 1, isInside);
  if (isInside && Math.abs(point.latitude) < 90) assert.ok(isWithin(bounds(shape), point), JSON.stringify(point));
  return isInside;
}

/** Latitudes of the rim of a cap at meridians at equal steps from -180 to 180, the same at both ends. */
const rim = array(double({ min: 40, max: 89.99, noNaN: true }), { minLength: 4, maxLength: 20 });

test('holds caps that run along a pole: inside, distance, box and grid are those of the sphere', () => {
  let [inside, measured] = [0, 0];
  assertProperty(
    property(
      rim,
      constantFrom(1, -1),
      array(tuple(share, share), { minLength: 6, maxLength: 6 }),
      (latitudes, pole, places) => {
        const step = 360 / latitudes.length;
        const line = [...latitudes, latitudes[0] ?? 0].map((y, index): Position => [-180 + index * step, y * pole]);
        const shape = shapeOf(polygon([[-180, 90 * pole], ...line, [180, 90 * pole], [-180, 90 * pole]]));
        const drawing = caseOf(shape);
        const rimAt = (x: number) => {
          const index = Math.min(Math.floor((x + 180) / step), latitudes.length - 1);
          const [from = 0, to = 0] = [line[index]?.[1], line[index + 1]?.[1]];
          return from + ((x + 180) / step - index) * (to - from);
        };
        for (const [across, up] of places) {
          const place: Position = [-180 + 360 * across, pole * (30 + 60 * up)];
          const isInside = assertAgreement(drawing, at(place));
          const truth = lineDistance(line, place);
          if (truth > 1) assert.equal(isInside, Math.abs(place[1]) > Math.abs(rimAt(place[0])), JSON.stringify(place));
          const distance = Math.abs(signedDistanceMeters(shape, at(place)));
          const isNear = truth < 100_000 || Math.abs(place[1]) > 75;
          if (isNear) assert.ok(Math.abs(distance - truth) <= 1e-3 * truth + 1e-3, `${distance} ${truth}`);
          inside += Number(isInside);
          measured += Number(isNear);
        }
        for (const x of [-180, 0, 12.3, 180]) assert.ok(assertAgreement(drawing, at([x, 90 * pole])));
        assert.ok(!contains(shape, at([0, -90 * pole])));
      },
    ),
    runs,
  );
  assert.ok(inside > 400 && measured > 250, `${inside} ${measured}`);
});

test('has the area of a cap', () => {
  const cap = shapeOf(
    polygon([
      [-180, 90],
      [-180, 60],
      [-60, 60],
      [60, 60],
      [180, 60],
      [180, 90],
      [-180, 90],
    ]),
  );
  const truth = 2 * Math.PI * EARTH_RADIUS_METERS ** 2 * (1 - Math.sin(Math.PI / 3));
  assert.ok(Math.abs(areaSquareMeters(cap) / truth - 1) < 1e-12);
});

test('takes a pole for one place, whatever longitude comes with it', () => {
  const wedge = shapeOf(
    polygon([
      [0, 80],
      [40, 80],
      [20, 90],
      [0, 80],
    ]),
  );
  const grid = createFenceGrid();
  grid.set('wedge', wedge);
  for (const x of [-180, -7, 20, 170]) {
    assert.ok(contains(wedge, at([x, 90])) && !contains(wedge, at([x, -90])));
    assert.ok(Math.abs(signedDistanceMeters(wedge, at([x, 90]))) < 1e-6);
    assert.deepEqual(grid.query(90, x), ['wedge']);
    assert.deepEqual(grid.queryLine(at([x, 90]), at([x, 89])).length, 1);
    assert.deepEqual(grid.queryLine(at([x, -90]), at([x, -89])), []);
  }
  grid.remove('wedge');
  assert.deepEqual(grid.query(90, 20), []);
});

const ringAcross = record({
  middle: tuple(constantFrom(-180, -179.999, 178, 180), double({ min: -85, max: 85, noNaN: true })),
  radius: constantFrom(0.001, 0.5, 4.5),
  corners: array(tuple(double({ min: 0.3, max: 1, noNaN: true }), share), { minLength: 3, maxLength: 24 }),
});

/** How many times an unrolled ring goes round a place that is not on it. */
function winding(ring: readonly Position[], [x, y]: Position): number {
  let turns = 0;
  for (const [index, [x2, y2]] of ring.entries()) {
    const [x1, y1] = ring[index - 1] ?? [x2, y2];
    const cross = (x1 - x) * (y2 - y) - (x2 - x) * (y1 - y);
    if (y1 <= y && y2 > y && cross > 0) turns++;
    if (y1 > y && y2 <= y && cross < 0) turns--;
  }
  return turns;
}

test('holds rings across the antimeridian: inside, distance, box and grid are those of the unrolled ring', () => {
  let inside = 0;
  const places = array(tuple(share, share), { minLength: 6, maxLength: 6 });
  assertProperty(
    property(ringAcross, places, ({ middle, radius, corners }, drawn) => {
      const vertices = corners.map(([length, jitter], index): Position => {
        const angle = ((index + 0.9 * jitter) / corners.length) * 2 * Math.PI;
        return [middle[0] + radius * length * Math.cos(angle), middle[1] + radius * length * Math.sin(angle)];
      });
      const ring = [...vertices, vertices[0] ?? middle];
      const shape = shapeOf(polygon(ring.map(wrapped)));
      const drawing = caseOf(shape);
      for (const [across, up] of drawn) {
        const place: Position = [middle[0] + (across - 0.5) * 2.4 * radius, middle[1] + (up - 0.5) * 2.4 * radius];
        const isInside = assertAgreement(drawing, at(wrapped(place)));
        const truth = lineDistance(ring, place);
        if (truth > 1e-3) assert.equal(isInside, winding(ring, place) !== 0, JSON.stringify({ ring, place }));
        const distance = Math.abs(signedDistanceMeters(shape, at(wrapped(place))));
        if (truth < 100_000) assert.ok(Math.abs(distance - truth) <= 1.5e-3 * truth + 1e-3, `${distance} ${truth}`);
        inside += Number(isInside);
      }
      for (const vertex of ring) assert.ok(assertAgreement(drawing, at(wrapped(vertex))));
    }),
    runs,
  );
  assert.ok(inside > 150, String(inside));
});

test('holds circles over poles and across the antimeridian', () => {
  const circle = tuple(
    constantFrom(-180, 0, 179.9),
    constantFrom(-90, -89.5, 0, 66, 89.99),
    integer({ min: 1, max: 1_000_000 }),
  );
  const places = array(tuple(share, share), { minLength: 8, maxLength: 8 });
  let inside = 0;
  assertProperty(
    property(circle, places, ([x, y, radiusMeters], drawn) => {
      const shape = circleOf(at([x, y]), radiusMeters);
      const drawing = caseOf(shape);
      const reach = (2.2 * radiusMeters) / 111_195;
      for (const [across, up] of drawn) {
        const latitude = Math.max(-90, Math.min(90, y + (up - 0.5) * reach));
        const stretch = 1 / Math.max(Math.cos((latitude * Math.PI) / 180), 0.001);
        const place = wrapped([x + Math.max(-180, Math.min(180, (across - 0.5) * reach * stretch)), latitude]);
        const isInside = assertAgreement(drawing, at(place));
        const truth = sphereDistance([x, y], place) - radiusMeters;
        if (Math.abs(truth) > 1e-3) assert.equal(isInside, truth < 0);
        inside += Number(isInside);
      }
    }),
    runs,
  );
  assert.ok(inside > 500, String(inside));
});
