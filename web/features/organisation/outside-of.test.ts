import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitTree } from '../../lists/unit-tree.ts';
import { outsideOf } from './outside-of.ts';

const TREE = unitTree([
  { id: 'a', name: 'A', parent: null },
  { id: 'a1', name: 'A1', parent: { id: 'a' } },
  { id: 'a11', name: 'A11', parent: { id: 'a1' } },
  { id: 'a2', name: 'A2', parent: { id: 'a' } },
  { id: 'b', name: 'B', parent: null },
]);

test('a unit can go neither below itself nor below what is below it', () => {
  const ids = (unitId: string) => outsideOf(TREE, unitId).map(({ id }) => id);
  assert.deepEqual(ids('a'), ['b']);
  assert.deepEqual(ids('a1'), ['a', 'a2', 'b']);
  assert.deepEqual(ids('b'), ['a', 'a1', 'a11', 'a2']);
});
