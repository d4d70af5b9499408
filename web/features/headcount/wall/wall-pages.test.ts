import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardPlace, BoardZone } from '../../../live/headcount/board.ts';
import { inPages, layoutFor, wallZones } from './wall-pages.ts';

const zone = (name: string): BoardZone => ({ id: name, name, kind: 'WORK_ZONE', count: null });
const place = (name: string, zones: BoardZone[], children: BoardPlace[] = []): BoardPlace => ({
  id: name,
  name,
  kind: 'SITE',
  count: null,
  zones,
  children,
});

test('every zone is on the wall once, under its place, and those of no place come last', () => {
  const places = [place('Site', [zone('Gate')], [place('Hall', [zone('Dock')])]), place('Yard', [zone('Crane')])];
  assert.deepEqual(
    wallZones({ places, elsewhere: [zone('Lot')] }).map(({ zone: { name }, place: where }) => [name, where]),
    [
      ['Gate', 'Site'],
      ['Dock', 'Hall'],
      ['Crane', 'Yard'],
      ['Lot', null],
    ],
  );
});

test('as many tiles are laid out as fit, and one where none would', () => {
  const tile = { width: 400, height: 150, gap: 20 };
  assert.deepEqual(layoutFor({ width: 1_880, height: 660 }, tile), { columns: 4, rows: 4 });
  assert.deepEqual(layoutFor({ width: 1_660, height: 659 }, tile), { columns: 4, rows: 3 });
  assert.deepEqual(layoutFor({ width: 100, height: 0 }, tile), { columns: 1, rows: 1 });
});

test('pages hold everything once in whole rows, none more than fits, and the last is about as full as the others', () => {
  const things = Array.from({ length: 13 }, (_, index) => index);
  assert.deepEqual(inPages(things, { columns: 4, rows: 3 }), [things.slice(0, 8), things.slice(8)]);
  assert.deepEqual(inPages(things, { columns: 13, rows: 1 }), [things]);
  assert.deepEqual(inPages([], { columns: 4, rows: 3 }), [[]]);
});
