import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isSameOrigin, requestOrigin } from './request-origin.ts';

const DIRECT = { encrypted: false, trustProxy: false };
const BEHIND_PROXY = { encrypted: false, trustProxy: true };

suite('requestOrigin', () => {
  test('takes scheme from the connection, host and port from the Host header', () => {
    assert.deepEqual(requestOrigin({ host: 'Demo.localhost:3000' }, DIRECT), {
      origin: 'http://demo.localhost:3000',
      hostname: 'demo.localhost',
      encrypted: false,
    });
    assert.equal(requestOrigin({ host: 'a.example' }, { ...DIRECT, encrypted: true })?.origin, 'https://a.example');
  });

  test('believes forwarded headers only behind a trusted proxy, and then the nearest', () => {
    const headers = {
      host: 'inner:3000',
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, a.example',
    };
    assert.equal(requestOrigin(headers, DIRECT)?.origin, 'http://inner:3000');
    assert.equal(requestOrigin(headers, BEHIND_PROXY)?.origin, 'https://a.example');
  });

  test('gives null for a missing or malformed host', () => {
    for (const host of [undefined, '', 'a b', 'user@host', 'host/path', 'host?x']) {
      assert.equal(requestOrigin(host === undefined ? {} : { host }, DIRECT), null, String(host));
    }
    assert.equal(requestOrigin({ host: 'a', 'x-forwarded-proto': 'ftp' }, BEHIND_PROXY), null);
  });
});

test('only the exact origin is the same origin', () => {
  const own = { origin: 'http://demo.localhost:3000', hostname: 'demo.localhost', encrypted: false };
  assert.equal(isSameOrigin('http://demo.localhost:3000', own), true);
  const others = [
    'http://localhost:3000',
    'http://demo.localhost:3001',
    'https://demo.localhost:3000',
    'null',
    null,
    undefined,
  ];
  for (const other of others) assert.equal(isSameOrigin(other, own), false, String(other));
});
