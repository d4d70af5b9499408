import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contains, parseShape } from '@trekker/geo';

import { geometryText, shapeOf } from './boundary.ts';
import { parseShapeInput } from './shape-input.ts';

const ring = (size: number) => [
  [0, 0],
  [size, 0],
  [size, size],
  [0, size],
  [0, 0],
];

test('names polygon, ring and place of what is wrong, one userError per problem', () => {
  const bowTie = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
    [0, 0],
  ];
  const parsed = parseShapeInput({
    boundary: { type: 'MultiPolygon', coordinates: [[ring(3).map(([x = 0, y = 0]) => [x + 10, y])], [bowTie]] },
  });
  assert.ok(!parsed.ok);
  const [problem] = parsed.userErrors;
  assert.deepEqual(
    [problem?.field, problem?.code, problem?.params],
    [
      ['input', 'boundary'],
      'SELF_INTERSECTION',
      [
        { name: 'polygon', value: '2' },
        { name: 'ring', value: '1' },
        { name: 'latitude', value: '1' },
        { name: 'longitude', value: '1' },
      ],
    ],
  );
  assert.match(problem?.message ?? '', /the outer ring of polygon 2/);
  const open = parseShapeInput({ boundary: { type: 'Polygon', coordinates: [ring(9), ring(2).slice(0, 4)] } });
  assert.deepEqual(!open.ok && open.userErrors.map(({ code }) => code), ['NOT_CLOSED']);
});

test('takes a boundary or a circle, not both, and names a circle’s problem', () => {
  const circle = { latitude: 1, longitude: 2, radiusMeters: 50 };
  const boundary = { type: 'Polygon', coordinates: [ring(1)] };
  const codes = (input: Parameters<typeof parseShapeInput>[0]) => {
    const parsed = parseShapeInput(input);
    return parsed.ok ? parsed.value?.shape : parsed.userErrors.map(({ field, code }) => `${field.join('.')} ${code}`);
  };
  assert.equal(codes({ boundary }), 'BOUNDARY');
  assert.equal(codes({ circle }), 'CIRCLE');
  assert.equal(codes({}), undefined);
  assert.deepEqual(codes({ boundary, circle }), ['input.circle BOTH_GIVEN']);
  assert.deepEqual(codes({ circle: { ...circle, radiusMeters: 0.5 } }), ['input.circle RADIUS_OUT_OF_RANGE']);
  assert.deepEqual(codes({ circle: { ...circle, latitude: 91 } }), ['input.circle OUT_OF_RANGE']);
});

test('keeps a boundary to the bit, of a Feature the geometry alone', () => {
  const awkward = [
    [0.1 + 0.2, -0],
    [1e-7, 1],
    [5e-324, 2],
    [0.1 + 0.2, -0],
  ].map((vertex) => [...vertex, 12.5]);
  const geometry = { type: 'Polygon', coordinates: [awkward], bbox: [0, 0, 1, 1] };
  const text = geometryText({ type: 'Feature', properties: { secret: 1 }, geometry });
  assert.equal(
    text,
    '{"type":"Polygon","coordinates":[[[0.30000000000000004,-0,12.5],[1e-7,1,12.5],[5e-324,2,12.5],[0.30000000000000004,-0,12.5]]]}',
  );
  assert.deepEqual(JSON.parse(text).coordinates, [awkward]);
});

test('lays a kept boundary out as the shape that was found valid', () => {
  const hole = ring(1).map(([x = 0, y = 0]) => [x + 1, y + 1]);
  const far = ring(2).map(([x = 0, y = 0]) => [x + 20, y]);
  for (const geometry of [
    { type: 'Polygon', coordinates: [ring(3), hole] },
    { type: 'MultiPolygon', coordinates: [[ring(3), hole], [far]] },
  ]) {
    const parsed = parseShape(geometry);
    assert.ok(parsed.kind === 'valid');
    const shape = shapeOf(geometryText(geometry));
    assert.deepEqual(shape, parsed.shape);
    assert.equal(contains(shape, { latitude: 1.5, longitude: 1.5 }), false);
  }
});
