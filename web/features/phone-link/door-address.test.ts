import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doorAddress, isOnlyThisMachine, tokenIn } from './door-address.ts';

test('the address of a door is safe whatever its token', () => {
  assert.equal(
    doorAddress({ deviceUrl: 'http://site.example:5055', token: 'a/b c' }),
    'http://site.example:5055/i/a%2Fb%20c/',
  );
});

test('the secret is found in every address of a door, and alone', () => {
  const token = 'Zk3-w_0123456789abcdef';
  for (const kept of [
    token,
    ` ${token}\n`,
    doorAddress({ deviceUrl: 'https://site.example', token }),
    `http://10.0.0.7:5055/i/${token}/owntracks`,
    `http://10.0.0.7:5055/i/${token}?id=7`,
  ]) {
    assert.equal(tokenIn(kept), token, kept);
  }
  for (const other of [
    '',
    'phones',
    'http://site.example/',
    'two words that are long enough',
    '/i/%zz/',
    'http://site.example/i/%E0%A4%A/',
  ]) {
    assert.equal(tokenIn(other), null, other);
  }
});

test('addresses of this machine are told from those a phone can reach', () => {
  for (const own of ['http://localhost:1', 'http://demo.localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1']) {
    assert.equal(isOnlyThisMachine(own), true, own);
  }
  for (const other of ['http://192.168.1.4:5055', 'https://trekker.example']) {
    assert.equal(isOnlyThisMachine(other), false, other);
  }
});
