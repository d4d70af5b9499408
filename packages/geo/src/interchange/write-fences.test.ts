import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import {
  at,
  circleOf,
  corridorOf,
  multiPolygon,
  polygon,
  shapeOf,
  starRing,
  wrapped,
  type Position,
} from '../../test/shapes.ts';
import { areaSquareMeters } from '../shape/area.ts';
import { contains } from '../shape/contains.ts';
import { parseCorridor } from '../shape/parse-corridor.ts';
import { parseCircle, parseShape } from '../shape/parse-shape.ts';
import type { Shape } from '../shape/shape.ts';
import type { FileFence } from './fence-file.ts';
import { readFences } from './read-fences.ts';
import { writeFences, type WrittenFence } from './write-fences.ts';

const options = { corridorWidthMeters: 25, waypointRadiusMeters: 50 };

function parsed({ boundary, line, widthMeters, circle }: FileFence): Shape {
  const found =
    circle !== null
      ? parseCircle(circle, circle.radiusMeters)
      : widthMeters === null
        ? parseShape(boundary)
        : parseCorridor(line, widthMeters);
  assert.ok(found.kind === 'valid', JSON.stringify(found));
  return found.shape;
}

const random = seededRandom(91);
const star = (center: Position, radius: number) => starRing(random, { center, radius, corners: 9 }).map(wrapped);
const lines: Position[] = [
  [0.1 + 0.2, 1e-9],
  [1 / 3, -0],
  [-1e-300, 7],
];
const drawn: WrittenFence[] = [
  { name: 'Plain', description: null, shape: shapeOf(polygon(star([7, 47], 0.01))) },
  {
    name: '<Holed> & "quoted"',
    description: "it's\nhere",
    shape: shapeOf(polygon(star([179.99, -17], 1), star([180, -17], 0.1))),
  },
  {
    name: 'Two',
    description: '',
    shape: shapeOf(multiPolygon([star([1, 1], 0.3)], [star([3, 1], 0.3), star([3, 1], 0.05)])),
  },
  { name: 'Road', description: null, shape: corridorOf(lines, 12.5), properties: { kind: 'GATE', depth: { a: 1 } } },
];
const round: WrittenFence = { name: 'Round', description: null, shape: circleOf(at([1 / 3, -0]), 100 / 3) };

test('brings every shape through GeoJSON to the bit', () => {
  const text = writeFences([...drawn, round], 'GEOJSON');
  const { fences, refused } = readFences(text, 'GEOJSON', options);
  assert.deepEqual(refused, []);
  assert.deepEqual(
    fences.map(parsed),
    [...drawn, round].map(({ shape }) => shape),
  );
  assert.deepEqual(
    fences.map(({ name }) => name),
    [...drawn, round].map(({ name }) => name),
  );
  assert.equal(fences[1]?.description, "it's\nhere");
  assert.equal(JSON.parse(text).features[3].properties.depth.a, 1);
});

test('brings polygons and corridors through KML to the bit', () => {
  const { fences, refused } = readFences(writeFences(drawn, 'KML'), 'KML', options);
  assert.deepEqual(refused, []);
  assert.deepEqual(
    fences.map(parsed),
    drawn.map(({ shape }) => shape),
  );
  assert.deepEqual(
    fences.map(({ name, description }) => [name, description ?? '']),
    drawn.map(({ name, description }) => [name, description ?? '']),
  );
});

test('brings polygons through GPX to the bit, and the lines of corridors', () => {
  const { fences, refused } = readFences(writeFences(drawn, 'GPX'), 'GPX', options);
  assert.deepEqual(refused, []);
  const narrowed = drawn.map(({ shape }) => (shape.kind === 'corridor' ? { ...shape, widthMeters: 25 } : shape));
  assert.deepEqual(fences.map(parsed), narrowed);
});

test('writes circles as rings where the format has none, at the poles too', () => {
  for (const center of [at([8, 47]), at([180, 10]), at([-179.99, -60]), at([30, 89.9]), at([0, -90]), at([12, 90])]) {
    const circle = circleOf(center, 30_000);
    for (const format of ['KML', 'GPX'] as const) {
      const [fence] = readFences(
        writeFences([{ name: 'C', description: null, shape: circle }], format),
        format,
        options,
      ).fences;
      assert.ok(fence !== undefined);
      const ring = parsed(fence);
      assert.ok(Math.abs(areaSquareMeters(ring) / areaSquareMeters(circle) - 1) < 0.02, JSON.stringify(center));
      for (let probe = 0; probe < 50; probe++) {
        const latitude = Math.max(-90, Math.min(90, center.latitude + (random.next() - 0.5) * 0.3));
        const point = at(wrapped([center.longitude + (random.next() - 0.5) * 0.3, latitude]));
        assert.equal(contains(ring, point), contains(circle, point), JSON.stringify({ center, point }));
      }
    }
  }
});

test('writes no character that XML cannot hold', () => {
  const name = 'a\u0000b\uD800c\td';
  const text = writeFences([{ ...round, name }], 'KML');
  assert.equal(readFences(text, 'KML', options).fences[0]?.name, 'a\uFFFDb\uFFFDc\td');
});
