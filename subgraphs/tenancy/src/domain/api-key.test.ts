import assert from 'node:assert/strict';
import { test } from 'node:test';

import { grantOfKey, isForKeys } from './api-key.ts';

test('no key makes users or keys, whatever is stored of it', () => {
  assert.ok(!isForKeys('keys:write'));
  assert.ok(!isForKeys('users:write'));
  assert.ok(isForKeys('positions:read'));
  assert.deepEqual(grantOfKey(['users:write', 'positions:read'], ['u1']), {
    permissions: ['positions:read'],
    units: ['u1'],
    places: null,
    until: null,
  });
});
