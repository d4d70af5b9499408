import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { requestOrigin } from './request-origin.ts';
import { sessionCookie, sessionTokenOf } from './session-cookie.ts';

suite('sessionCookie', () => {
  const cases: [address: string, name: string, secure: boolean][] = [
    ['http://localhost:3000', '__Host-trekker', true],
    ['http://demo.localhost:3000', '__Host-trekker', true],
    ['http://127.0.0.1:3000', '__Host-trekker', true],
    ['https://demo.example.com', '__Host-trekker', true],
    ['http://demo.example.com', 'trekker', false],
    ['http://192.168.1.20:3000', 'trekker', false],
    ['http://localhost.example.com', 'trekker', false],
  ];
  for (const [address, name, secure] of cases) {
    test(`is ${name}${secure ? ' and Secure' : ''} at ${address}`, () => {
      const { protocol, host } = new URL(address);
      const origin = requestOrigin({ host }, { encrypted: protocol === 'https:', trustProxy: false });
      assert.ok(origin);
      const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure };
      assert.deepEqual(sessionCookie(origin), { name, attributes });
    });
  }
});

test('the prefixed cookie counts before the plain one, and an empty one is none', () => {
  const jar = (cookies: Record<string, string>) => ({
    get: (name: string) => (cookies[name] === undefined ? undefined : { value: cookies[name] }),
  });
  assert.equal(sessionTokenOf(jar({ '__Host-trekker': 'a', trekker: 'b' })), 'a');
  assert.equal(sessionTokenOf(jar({ trekker: 'b' })), 'b');
  assert.equal(sessionTokenOf(jar({ '__Host-trekker': '' })), null);
  assert.equal(sessionTokenOf(jar({})), null);
});
