import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { createCellTable, type CellAddress, type CellTable } from './cell-table.ts';
import { ENTRY_LENGTH, type CellEntry } from './entry-list.ts';

function listOf(table: CellTable, { column, row }: CellAddress): string[] {
  const { memory, start, end } = table.entries(column, row) ?? { memory: new Int32Array(0), start: 0, end: 0 };
  const entries: string[] = [];
  for (let at = start; at < end; at += ENTRY_LENGTH) entries.push(memory.slice(at, at + ENTRY_LENGTH).join(' '));
  return entries.toSorted();
}

const entryOf = (number: number): CellEntry => ({ number, words: [~number, 3, number << 7, -1] });
const textOf = (number: number): string => [number, ...entryOf(number).words].join(' ');

test('agrees with a map of lists through any additions and removals', () => {
  const random = seededRandom(61);
  const table = createCellTable();
  const model = new Map<string, { cell: CellAddress; numbers: number[] }>();
  const far = () => random.pick([random.integer(-12, 12), random.integer(-2, 2) * 94_000_000]);
  const texts = (numbers: readonly number[]) => numbers.map(textOf).toSorted();
  for (let round = 0; round < 30_000; round++) {
    const cell = { column: far(), row: far() };
    const key = `${cell.column} ${cell.row}`;
    const known = model.get(key) ?? { cell, numbers: [] };
    model.set(key, known);
    if (known.numbers.length > 0 && random.next() < (round < 15_000 ? 0.3 : 0.7)) {
      const [number] = known.numbers.splice(random.integer(0, known.numbers.length - 1), 1);
      if (number !== undefined) table.remove(cell, number);
    } else {
      table.add(cell, entryOf(round));
      known.numbers.push(round);
    }
    assert.deepEqual(listOf(table, cell), texts(known.numbers));
  }
  for (const { cell, numbers } of model.values()) assert.deepEqual(listOf(table, cell), texts(numbers));
});

test('has nothing in a cell never used and takes nothing from it', () => {
  const table = createCellTable();
  table.remove({ column: 3, row: 4 }, 5);
  table.add({ column: 1, row: 2 }, entryOf(7));
  table.remove({ column: 1, row: 2 }, 8);
  assert.deepEqual(listOf(table, { column: 3, row: 4 }), []);
  assert.deepEqual(listOf(table, { column: 1, row: 2 }), [textOf(7)]);
});

test('holds a cell with more entries than a chunk of memory has room for', () => {
  const table = createCellTable();
  const cell = { column: -5, row: 9 };
  for (let number = 0; number < 120_000; number++) table.add(cell, entryOf(number));
  for (let number = 0; number < 120_000; number += 2) table.remove(cell, 119_998 - number);
  const left = listOf(table, cell);
  assert.equal(left.length, 60_000);
  assert.ok(left.every((text) => Number(text.split(' ')[0]) % 2 === 1));
  table.add({ column: 70, row: 9 }, entryOf(4));
  assert.deepEqual(listOf(table, { column: 70, row: 9 }), [textOf(4)]);
});
