import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissionRows } from './permission-choices.ts';

test('only what the viewer holds and a key may hold is offered', () => {
  assert.deepEqual(permissionRows(['users:read', 'users:write', 'keys:write', 'doors:write', 'doors:read']), [
    { what: 'doors', read: 'doors:read', write: 'doors:write' },
    { what: 'users', read: 'users:read', write: null },
  ]);
});
