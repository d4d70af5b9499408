import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCredentials } from './session-actions.ts';

const RIGHT = { tenant: 'demo', name: 'admin', password: 'right horse' };

test('credentials are three texts that are neither empty nor longer than anybody types', () => {
  assert.deepEqual(readCredentials({ ...RIGHT, more: 1 }), RIGHT);
  const longest = 'x'.repeat(200);
  for (const field of ['tenant', 'name', 'password']) {
    assert.deepEqual(readCredentials({ ...RIGHT, [field]: longest }), { ...RIGHT, [field]: longest }, field);
    for (const bad of ['', `${longest}x`, 7, null, undefined, [], {}]) {
      assert.equal(readCredentials({ ...RIGHT, [field]: bad }), null, `${field} ${JSON.stringify(bad)?.slice(0, 9)}`);
    }
  }
});
