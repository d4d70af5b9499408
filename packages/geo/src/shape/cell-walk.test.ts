import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { walkCells } from './cell-walk.ts';

test('visits the cell of every point of a segment, and no cell far from it', () => {
  const random = seededRandom(14);
  for (let round = 0; round < 500; round++) {
    const end = () => random.pick([random.next() * 12 - 2, random.integer(-2, 10), random.integer(-2, 10) + 1e-9]);
    const segment = { x1: end(), y1: end(), x2: end(), y2: end() };
    const visited = new Set<string>();
    walkCells(segment, (column, row) => visited.add(`${column} ${row}`));
    for (let step = 0; step <= 400; step++) {
      const x = segment.x1 + (step / 400) * (segment.x2 - segment.x1);
      const y = segment.y1 + (step / 400) * (segment.y2 - segment.y1);
      assert.ok(visited.has(`${Math.floor(x)} ${Math.floor(y)}`), JSON.stringify({ segment, x, y }));
    }
    const columns = Math.abs(segment.x2 - segment.x1);
    const rows = Math.abs(segment.y2 - segment.y1);
    assert.ok(visited.size <= 2 * (columns + rows) + 6);
  }
});

test('visits a cell that a segment misses by a hair', () => {
  const visited: string[] = [];
  walkCells({ x1: 0.5, y1: 0.5, x2: 1 - 1e-9, y2: 1 - 1e-9 }, (column, row) => visited.push(`${column} ${row}`));
  assert.deepEqual(visited.toSorted(), ['0 0', '0 1', '1 0', '1 1']);
});
