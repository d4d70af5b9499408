import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readCode, writeCode } from './check-in-code.ts';

const key = Buffer.alloc(32, 1);
const code = { tenantId: 'tenant', zoneId: 'zone', madeAt: 3, expiresAt: 5 };

test('reads what it wrote with the same key, and nothing else', () => {
  const text = writeCode(code, key);
  assert.deepEqual(readCode(text, key), code);
  const [body = '', signature = ''] = text.split('.');
  const other = writeCode({ ...code, zoneId: 'other' }, key).split('.')[0];
  const forged = ['', '.', body, `${body}.`, `${other}.${signature}`, `${text}.`, `${body}.${signature.slice(0, -2)}`];
  for (const wrong of forged) assert.equal(readCode(wrong, key), null, wrong);
  assert.equal(readCode(text, Buffer.alloc(32, 2)), null);
});
