import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import { sealSecret, unsealSecret } from './sealed-secret.ts';

const OWNER = { tenantId: 'a', ownerId: 'b' };

test('opens what it sealed, each time sealed differently', () => {
  const key = randomBytes(32);
  const sealed = [sealSecret('żółć', key, OWNER), sealSecret('żółć', key, OWNER)];
  assert.deepEqual(
    sealed.map((each) => unsealSecret(each, key, OWNER)),
    ['żółć', 'żółć'],
  );
  assert.equal(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0)), false);
  assert.equal(sealed[0]?.includes('żółć'), false);
});

test('opens nothing with another key, for another tracker or tenant, or once it was changed', () => {
  const key = randomBytes(32);
  const sealed = sealSecret('secret', key, OWNER);
  assert.equal(unsealSecret(sealed, randomBytes(32), OWNER), null);
  assert.equal(unsealSecret(sealed, key, { ...OWNER, ownerId: 'c' }), null);
  assert.equal(unsealSecret(sealed, key, { ...OWNER, tenantId: 'c' }), null);
  assert.equal(unsealSecret(sealed.with(14, (sealed[14] ?? 0) ^ 1) as Buffer, key, OWNER), null);
});
