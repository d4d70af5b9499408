import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  at,
  box,
  circleOf,
  closed,
  multiPolygon,
  polygon,
  ring,
  problemsOf,
  shapeOf,
  verticesOf,
  type Position,
} from '../../test/shapes.ts';
import { parseCircle, parseShape } from './parse-shape.ts';

const square = box([0, 0], [4, 4]);
const pinched = ring('0 0, 4 0, 2 2, 4 4, 1 4, 2 2, 0 3, -1 3, 2 2');

const accepted: readonly [string, object][] = [
  ['a ring that winds either way', polygon(square.toReversed())],
  ['a feature', { type: 'Feature', properties: {}, geometry: polygon(square) }],
  ['heights beside the coordinates', { type: 'Polygon', coordinates: [square.map(([x, y]) => [x, y, 12])] }],
  ['a vertex repeated at once', polygon(ring('0 0, 4 0, 4 0, 4 4, 4 4, 4 4, 0 4, 0 0'))],
  ['vertices in a row on one line', polygon(ring('0 0, 1 0, 2 0, 4 0, 4 4, 0 4, 0 2'))],
  ['a hole that touches its shell in a vertex', polygon(square, ring('0 0, 2 1, 1 2'))],
  ['a hole that touches the middle of a side', polygon(square, ring('2 0, 3 1, 1 1'))],
  ['a hole with every vertex on its shell', polygon(square, ring('2 0, 4 2, 2 4, 0 2'))],
  ['holes that touch', polygon(square, box([1, 1], [2, 2]), box([2, 2], [3, 3]))],
  ['an island in the hole of another', multiPolygon([square, box([1, 1], [3, 3])], [box([1.5, 1.5], [2, 2])])],
  ['an island that touches its lake', multiPolygon([square, box([1, 1], [3, 3])], [ring('1 2, 2 1.5, 2 2.5')])],
  ['polygons that touch in a corner', multiPolygon([square], [box([4, 4], [5, 5])])],
  ['a shape cut at the antimeridian', multiPolygon([box([170, 0], [180, 9])], [box([-180, 0], [-170, 9])])],
  [
    'a shape across the antimeridian beside one at Greenwich',
    multiPolygon([ring('170 0, -170 0, -170 9, 170 9')], [square]),
  ],
  ['the whole Earth', polygon(ring('-180 -90, 180 -90, 180 90, -180 90'))],
];

for (const [name, geoJson] of accepted) {
  test(`accepts ${name}`, () => {
    assert.deepEqual(problemsOf(geoJson), []);
  });
}

test('keeps coordinates to the bit', () => {
  const vertices = closed([
    [0.1 + 0.2, 1e-300],
    [1 / 3, -0],
    [0.7, Math.PI / 3],
  ]);
  const shape = shapeOf(polygon(vertices));
  assert.ok(shape.kind === 'polygon');
  const [first] = shape.polygons;
  assert.ok(first !== undefined);
  assert.deepEqual(verticesOf(first.shell), vertices);
});

test('says where in words', () => {
  const [problem] = problemsOf(polygon(square, box([3, 1], [5, 2])));
  assert.equal(problem?.message, 'hole 1 of polygon 1 crosses the outer ring of polygon 1 at latitude 1, longitude 4');
});

test('names every ring that is no ring, up to twenty', () => {
  const open: Position[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const problems = problemsOf(polygon(...Array.from({ length: 50 }, () => open)));
  assert.equal(problems.length, 20);
  assert.deepEqual(
    problems.map(({ ring }) => ring),
    Array.from({ length: 20 }, (_, ring) => ring),
  );
});

test('reports one place once, however many edges meet there', () => {
  assert.equal(problemsOf(polygon(pinched)).length, 1);
});

test('refuses more vertices than it would check, before it reads them', () => {
  const ring = Array.from({ length: 250_001 }, () => null);
  assert.equal(problemsOf({ type: 'Polygon', coordinates: [ring] })[0]?.code, 'TOO_MANY_POINTS');
});

test('checks 100,000 vertices in well under a second, even where all edges are long and close', () => {
  const count = 100_000;
  const coast = closed(
    Array.from({ length: count }, (_, index): Position => {
      const angle = (index / count) * 2 * Math.PI;
      const radius = 1 + 0.3 * Math.sin(40 * angle) + 0.0001 * Math.sin(index * 1.7);
      return [10 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)];
    }),
  );
  const comb = closed([
    ...Array.from({ length: count }, (_, index): Position => [
      10 + index / count + (index % 2),
      index % 2 === 0 ? 50.001 : 51,
    ]),
    [12.5, 49.5],
    [9.5, 49.5],
  ]);
  for (const ring of [coast, comb]) {
    const before = process.cpuUsage();
    assert.deepEqual(problemsOf(polygon(ring)), []);
    assert.ok(process.cpuUsage(before).user < 2_000_000);
  }
});

test('gives up on rings that all touch in one point, instead of taking for ever', () => {
  const count = 30_000;
  const fans = Array.from({ length: count }, (_, index): Position[][] => {
    const angle = (index / count) * 2 * Math.PI;
    const next = ((index + 0.5) / count) * 2 * Math.PI;
    return [
      closed([
        [0, 0],
        [Math.cos(angle), Math.sin(angle)],
        [Math.cos(next), Math.sin(next)],
      ]),
    ];
  });
  const before = process.cpuUsage();
  assert.equal(problemsOf(multiPolygon(...fans))[0]?.code, 'TOO_INTRICATE');
  assert.ok(process.cpuUsage(before).user < 5_000_000);
});

test('does not read members that an object only inherits', () => {
  assert.equal(parseShape(Object.create(polygon(square))).kind, 'invalid');
});

test('accepts circles on Earth of 1 metre to 1,000 kilometres', () => {
  assert.deepEqual(circleOf(at([12, 45]), 1), { kind: 'circle', center: at([12, 45]), radiusMeters: 1 });
  assert.equal(parseCircle(at([180, 90]), 1_000_000).kind, 'valid');
  for (const radius of [0, 0.99, 1_000_001, -5, Number.NaN, Infinity]) {
    const parsed = parseCircle(at([0, 0]), radius);
    assert.ok(parsed.kind === 'invalid' && parsed.problems[0]?.code === 'RADIUS_OUT_OF_RANGE');
  }
  for (const center of [at([0, 91]), at([181, 0]), at([Number.NaN, 0])]) {
    const parsed = parseCircle(center, 10);
    assert.ok(parsed.kind === 'invalid' && parsed.problems[0]?.code === 'OUT_OF_RANGE');
  }
});

test('checks tens of thousands of rings in a row, in a column or in a hole in time that grows like their number', () => {
  const small = (x: number, y: number) => box([x, y], [x + 0.003, y + 0.003]);
  const row = Array.from({ length: 40_000 }, (_, index) => small(-170 + index * 0.008, 10));
  const column = Array.from({ length: 40_000 }, (_, index) => small(10, -80 + index * 0.004));
  const whole = ring('-179 -89, 0 -89, 179 -89, 179 89, 0 89, -179 89');
  const secondsFor = (rings: readonly Position[][]) => {
    const before = process.cpuUsage();
    assert.deepEqual(problemsOf(multiPolygon(...rings.map((shell) => [shell]))), []);
    assert.deepEqual(problemsOf(polygon(whole, ...rings)), []);
    return process.cpuUsage(before).user / 1e6;
  };
  for (const rings of [row, column]) {
    const all = secondsFor(rings);
    const quarter = Math.min(...[0, 1, 2].map(() => secondsFor(rings.slice(0, 10_000))));
    assert.ok(
      all < quarter * 10,
      `${all} s for four times what takes ${quarter} s; each beside each would take 16 times`,
    );
  }
});

test('gives up on rings all within each other, instead of taking for ever', () => {
  const nested = Array.from({ length: 20_000 }, (_, index): Position[][] => {
    const size = 80 - index * 0.004;
    return [box([-size, -size], [size, size]), box([0.001 - size, 0.001 - size], [size - 0.001, size - 0.001])];
  });
  const before = process.cpuUsage();
  assert.equal(problemsOf(multiPolygon(...nested))[0]?.code, 'TOO_INTRICATE');
  assert.ok(process.cpuUsage(before).user < 6_000_000);
});
