import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashPassword, pretendToVerify, verifyPassword } from './passwords.ts';

test('knows the password behind a hash from any other', async () => {
  const hash = await hashPassword('correct horse battery staple');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await verifyPassword('correct horse battery staple', hash), true);
  assert.equal(await verifyPassword('correct horse battery stable', hash), false);
});

test('refuses to hash what would wait behind 64 others, and hashes again afterwards', async () => {
  const crowd = await Promise.allSettled(Array.from({ length: 70 }, () => pretendToVerify('one of many')));
  const refusals = crowd.flatMap((one) => (one.status === 'rejected' ? [one.reason as Record<string, unknown>] : []));
  assert.deepEqual(
    refusals.map(({ code, retryAfterMs }) => [code, retryAfterMs]),
    [
      ['UNAVAILABLE', 1_000],
      ['UNAVAILABLE', 1_000],
    ],
  );
  await pretendToVerify('one alone');
});
