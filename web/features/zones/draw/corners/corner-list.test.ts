import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Position } from 'geojson';

import type { ZoneShape } from '../shape-input.ts';
import { isBlank, listOf, withCorner, withoutCorner, withoutRing, withRing, withText } from './corner-list.ts';
import { placeOf, readCorners } from './read-corners.ts';

const RING: Position[] = [
  [8, 50],
  [8.1, 50],
  [8.1, 50.123456789],
  [8, 50],
];
const POLYGON: ZoneShape = { drawn: { kind: 'polygon', rings: [RING] }, widthMeters: 10 };

test('a shape that is listed and read is the same, to the last digit', () => {
  const shapes: ZoneShape[] = [
    POLYGON,
    {
      drawn: { kind: 'circle', center: { latitude: 50.123456789, longitude: 8 }, radiusMeters: 42.5 },
      widthMeters: 10,
    },
    { drawn: { kind: 'corridor', line: { type: 'LineString', coordinates: RING.slice(0, 3) } }, widthMeters: 7.5 },
  ];
  for (const shape of shapes) assert.deepEqual(readCorners(listOf(shape, shape.drawn.kind), 10), { shape });
});

test('a corner that is typed moves, and the others stay exact', () => {
  const list = withText(listOf(POLYGON, 'polygon'), 0, { part: 'latitude', text: '49.9' });
  const moved = [[8, 49.9], RING[1], RING[2], [8, 49.9]];
  assert.deepEqual(readCorners(list, 10), { shape: { drawn: { kind: 'polygon', rings: [moved] }, widthMeters: 10 } });
  const [first] = withText(list, 0, { part: 'latitude', text: '1.5, 2.5' }).lines[0] ?? [];
  assert.deepEqual(first && placeOf(first), [2.5, 1.5]);
});

test('a corner is added before or after another, between its neighbours, round the end of a ring too', () => {
  const list = listOf(POLYGON, 'polygon');
  const placesWith = (beside: number, side: 'before' | 'after') =>
    withCorner(list, { beside, side, at: placeOf }).list.lines[0]?.map(placeOf);
  assert.deepEqual(placesWith(0, 'after'), [[8, 50], [8.05, 50], [8.1, 50], [8.1, 50.123456789]]); // prettier-ignore
  assert.deepEqual(placesWith(0, 'before')?.[0], [8.05, 50.0617284]);
  assert.deepEqual(placesWith(2, 'after')?.at(-1), [8.05, 50.0617284]);
});

test('beyond the end of a line, and beside what is not known, a corner is to be filled in', () => {
  const corridor = listOf({ drawn: { kind: 'corridor', line: { type: 'LineString', coordinates: RING.slice(0, 2) } }, widthMeters: 5 }, 'corridor'); // prettier-ignore
  const { list, id } = withCorner(corridor, { beside: 1, side: 'after', at: placeOf });
  assert.deepEqual(list.lines[0]?.at(-1), { id, latitude: '', longitude: '', at: null });
  assert.equal(
    withCorner(listOf(null, 'polygon'), { beside: 1, side: 'after', at: placeOf }).list.lines[0]?.[2]?.latitude,
    '',
  );
});

test('what is missing or wrong is named by corner, ring and measure', () => {
  const blank = listOf(null, 'polygon');
  assert.ok(isBlank(blank));
  assert.deepEqual(readCorners(withText(blank, 0, { part: 'latitude', text: '91' }), 10), {
    problems: [
      { kind: 'degrees', id: 0, part: 'latitude', isEmpty: false },
      ...[
        ['longitude', 0],
        ['latitude', 1],
        ['longitude', 1],
        ['latitude', 2],
        ['longitude', 2],
      ].map(
        // prettier-ignore
        ([part, id]) => ({ kind: 'degrees', id, part, isEmpty: true }),
      ),
    ],
  });
  assert.deepEqual(readCorners(withoutCorner(listOf(POLYGON, 'polygon'), 1), 10), {
    problems: [{ kind: 'few', line: 0, least: 3 }],
  });
  const circle = listOf({ drawn: { kind: 'circle', center: { latitude: 50, longitude: 8 }, radiusMeters: 5 }, widthMeters: 10 }, 'circle'); // prettier-ignore
  for (const measure of ['', '0', '1000001', 'wide'])
    assert.deepEqual(readCorners({ ...circle, measure }, 10), {
      problems: [{ kind: 'measure', least: 1, most: 1_000_000 }],
    });
});

test('rings come and go, and one is always there to begin with', () => {
  const { list, id } = withRing(listOf(POLYGON, 'polygon'));
  assert.deepEqual(
    list.lines[1]?.map((entry) => entry.id),
    [id, id + 1, id + 2],
  );
  assert.deepEqual(withoutRing(list, 1), listOf(POLYGON, 'polygon'));
  assert.ok(isBlank(withoutRing(withoutRing(list, 0), 0)));
  const emptied = [id, id + 1, id + 2].reduce(withoutCorner, list);
  assert.deepEqual(emptied, listOf(POLYGON, 'polygon'));
});

test('a list of another kind than the shape begins anew', () => {
  assert.deepEqual(listOf(POLYGON, 'circle'), { ...listOf(null, 'circle') });
});
