import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';

import { vapidHeader, vapidKeysOf } from './vapid.ts';

/** The private key of RFC 8291's example; it gives its public key. */
const PRIVATE = 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw';
const PUBLIC = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';

test('the public key is derived from the private one, in either alphabet', () => {
  assert.equal(vapidKeysOf(PRIVATE)?.publicKey, PUBLIC);
  assert.equal(vapidKeysOf(Buffer.from(PRIVATE, 'base64url').toString('base64'))?.publicKey, PUBLIC);
  assert.equal(vapidKeysOf(randomBytes(32).toString('base64'))?.publicKey.length, 87);
});

test('what is no private key is none', () => {
  for (const text of ['', 'abc', PUBLIC, 'A'.repeat(43), Buffer.alloc(32, 255).toString('base64')]) {
    assert.equal(vapidKeysOf(text), null, text);
  }
});

test('a token names the push service and when it ends, and the public key opens it', () => {
  const keys = vapidKeysOf(PRIVATE);
  assert.ok(keys);
  const now = Date.parse('2026-11-21T12:00:00Z');
  const endpoint = 'https://push.example:8443/send/abc?d=1';
  const header = vapidHeader(keys, { endpoint, contact: 'mailto:ops@example.org', now });
  const [, head = '', body = '', signature = '', k] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  assert.equal(k, PUBLIC);
  const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString());
  assert.deepEqual(read(head), { typ: 'JWT', alg: 'ES256' });
  const exp = now / 1_000 + 43_200;
  assert.deepEqual(read(body), { aud: 'https://push.example:8443', exp, sub: 'mailto:ops@example.org' });
  const opened = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey(keys.privateKey), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  assert.ok(opened);
});
