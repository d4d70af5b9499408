import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenIn } from './address-token.ts';

test('the token stands behind the hash', () => {
  assert.equal(tokenIn('#token=ab-c_1'), 'ab-c_1');
  for (const hash of ['', '#', '#token=', '#other=1']) assert.equal(tokenIn(hash), null, hash);
});
