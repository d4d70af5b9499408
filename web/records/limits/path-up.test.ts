import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathUp } from './path-up.ts';

const PLACES = [
  { id: 'site', parent: null },
  { id: 'farm', parent: { id: 'site' } },
  { id: 'loop', parent: { id: 'loop' } },
];

test('the way up begins with the place itself and ends at the top, or where nothing more is known', () => {
  assert.deepEqual(pathUp(PLACES, 'farm'), ['farm', 'site']);
  assert.deepEqual(pathUp(PLACES, 'unknown'), ['unknown']);
  assert.deepEqual(pathUp(PLACES, null), []);
  assert.deepEqual(pathUp(PLACES, 'loop'), ['loop']);
});
