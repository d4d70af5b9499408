import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { createCellTable, END, type CellAddress, type CellTable } from './cell-table.ts';

function listOf(table: CellTable, { column, row }: CellAddress): string[] {
  const entries: string[] = [];
  for (let cursor = table.first(column, row); cursor !== END; cursor = table.next(cursor)) {
    entries.push(`${table.numberAt(cursor)} ${table.maskAt(cursor)}`);
  }
  return entries.toSorted();
}

test('agrees with a map of lists through any additions and removals', () => {
  const random = seededRandom(61);
  const table = createCellTable();
  const model = new Map<string, { cell: CellAddress; numbers: number[] }>();
  const far = () => random.pick([random.integer(-12, 12), random.integer(-2, 2) * 94_000_000]);
  const texts = (numbers: readonly number[]) => numbers.map((number) => `${number} ${~number}`).toSorted();
  for (let round = 0; round < 30_000; round++) {
    const cell = { column: far(), row: far() };
    const key = `${cell.column} ${cell.row}`;
    const known = model.get(key) ?? { cell, numbers: [] };
    model.set(key, known);
    if (known.numbers.length > 0 && random.next() < (round < 15_000 ? 0.3 : 0.7)) {
      const [number] = known.numbers.splice(random.integer(0, known.numbers.length - 1), 1);
      if (number !== undefined) table.remove(cell, number);
    } else {
      table.add(cell, { number: round, mask: ~round });
      known.numbers.push(round);
    }
    assert.deepEqual(listOf(table, cell), texts(known.numbers));
  }
  for (const { cell, numbers } of model.values()) assert.deepEqual(listOf(table, cell), texts(numbers));
});

test('has nothing in a cell never used and takes nothing from it', () => {
  const table = createCellTable();
  table.remove({ column: 3, row: 4 }, 5);
  table.add({ column: 1, row: 2 }, { number: 7, mask: 1 });
  table.remove({ column: 1, row: 2 }, 8);
  assert.deepEqual(listOf(table, { column: 3, row: 4 }), []);
  assert.deepEqual(listOf(table, { column: 1, row: 2 }), ['7 1']);
});
