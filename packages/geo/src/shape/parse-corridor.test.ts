import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corridorOf, verticesOf, type Position } from '../../test/shapes.ts';
import { parseCorridor } from './parse-corridor.ts';

const line = (...coordinates: unknown[]) => ({ type: 'LineString', coordinates });
const short = line([0, 0], [1, 1]);
const twice = line([0, 0], [120, 0], [-120, 0], [0, 0], [120, 0]);
const long = line(...Array.from({ length: 100_001 }, () => [0, 0]));

const refused: readonly [string, unknown, number, string][] = [
  ['a polygon', { type: 'Polygon', coordinates: [] }, 10, 'UNSUPPORTED_TYPE'],
  ['one point', line([0, 0]), 10, 'TOO_FEW_POINTS'],
  ['one place twice', line([5, 5], [5, 5]), 10, 'TOO_FEW_POINTS'],
  ['one place on both faces of the antimeridian', line([180, 5], [-180, 5]), 10, 'TOO_FEW_POINTS'],
  ['what is no number', line([0, 0], [1, null]), 10, 'NOT_A_POSITION'],
  ['what is not on Earth', line([0, 0], [1, 91]), 10, 'OUT_OF_RANGE'],
  ['no width', short, 0, 'WIDTH_OUT_OF_RANGE'],
  ['a width that is no number', short, Number.NaN, 'WIDTH_OUT_OF_RANGE'],
  ['too large a width', short, 100_001, 'WIDTH_OUT_OF_RANGE'],
  ['more than once round the Earth', twice, 10, 'TOO_WIDE'],
  ['too many points', long, 10, 'TOO_MANY_POINTS'],
];

for (const [name, geoJson, width, code] of refused) {
  test(`refuses ${name} as a corridor`, () => {
    const parsed = parseCorridor(geoJson, width);
    assert.ok(parsed.kind === 'invalid');
    assert.deepEqual(
      parsed.problems.map((problem) => problem.code),
      [code],
    );
  });
}

test('says which point of the line is wrong', () => {
  const parsed = parseCorridor(line([0, 0], [200, 1], ['a', 1]), 10);
  assert.ok(parsed.kind === 'invalid');
  assert.deepEqual(
    parsed.problems.map(({ message }) => message),
    [
      'the line has at point 2 longitude 200, latitude 1; at most ±180 and ±90',
      'the line has at point 3 no longitude and latitude',
    ],
  );
});

test('keeps the coordinates of a line to the bit, also of a feature', () => {
  const vertices: Position[] = [
    [0.1 + 0.2, 1e-300],
    [1 / 3, -0],
  ];
  assert.deepEqual(verticesOf({ coordinates: corridorOf(vertices, 5).line }), vertices);
  const parsed = parseCorridor({ type: 'Feature', properties: {}, geometry: line(...vertices) }, 5);
  assert.ok(parsed.kind === 'valid' && parsed.shape.kind === 'corridor' && parsed.shape.widthMeters === 5);
});
