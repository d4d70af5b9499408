import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { createCellTable, END, type CellTable } from './cell-table.ts';

function listOf(table: CellTable, column: number, row: number): number[] {
  const entries: number[] = [];
  for (let link = table.first(column, row); link !== END; link = table.nextOf(link)) entries.push(table.entryAt(link));
  return entries.toSorted((a, b) => a - b);
}

test('agrees with a map of lists through any additions and removals', () => {
  const random = seededRandom(61);
  const table = createCellTable();
  const model = new Map<string, number[]>();
  const far = () => random.pick([random.integer(-12, 12), random.integer(-2, 2) * 94_000_000]);
  for (let round = 0; round < 30_000; round++) {
    const [column, row] = [far(), far()];
    const key = `${column} ${row}`;
    const entries = model.get(key) ?? [];
    const [entry] = entries;
    if (entry !== undefined && random.next() < (round < 15_000 ? 0.3 : 0.7)) {
      table.remove(column, row, entry);
      model.set(key, entries.slice(1));
    } else {
      table.add(column, row, round);
      model.set(key, [...entries, round]);
    }
    assert.deepEqual(
      listOf(table, column, row),
      (model.get(key) ?? []).toSorted((a, b) => a - b),
    );
  }
  for (const [key, entries] of model) {
    const [column = 0, row = 0] = key.split(' ').map(Number);
    assert.deepEqual(
      listOf(table, column, row),
      entries.toSorted((a, b) => a - b),
    );
  }
});

test('has nothing in a cell never used and takes nothing from it', () => {
  const table = createCellTable();
  table.remove(3, 4, 5);
  table.add(1, 2, 7);
  table.remove(1, 2, 8);
  assert.deepEqual(listOf(table, 3, 4), []);
  assert.deepEqual(listOf(table, 1, 2), [7]);
});
