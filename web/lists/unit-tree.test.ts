import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitTree } from './unit-tree.ts';

const unit = (id: string, name: string, parent: string | null) => ({
  id,
  name,
  parent: parent ? { id: parent } : null,
});

test('units stand below their parents, siblings by name', () => {
  const tree = unitTree([
    unit('3', 'Crew 10', '2'),
    unit('2', 'Rope access', '1'),
    unit('4', 'Crew 9', '2'),
    unit('1', 'Skua Contracting', null),
    unit('5', 'Petrel Works', null),
  ]);
  assert.deepEqual(
    tree.map(({ name, depth }) => `${'-'.repeat(depth)}${name}`),
    ['Petrel Works', 'Skua Contracting', '-Rope access', '--Crew 9', '--Crew 10'],
  );
  assert.deepEqual(tree.at(-1)?.path, ['Skua Contracting', 'Rope access', 'Crew 10']);
});

test('a unit whose parent may not be seen stands at the top', () => {
  assert.deepEqual(unitTree([unit('2', 'Rope access', 'hidden')]), [
    { id: '2', name: 'Rope access', depth: 0, path: ['Rope access'] },
  ]);
});
