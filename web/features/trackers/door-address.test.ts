import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doorAddress, isOnlyThisMachine } from './door-address.ts';

test('a door lies under its secret and ends with a slash', () => {
  assert.equal(doorAddress('http://192.168.1.20:5055', 'abc'), 'http://192.168.1.20:5055/i/abc/');
});

test('loopback addresses are known to lead nowhere from a phone', () => {
  for (const host of ['localhost', 'demo.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
    assert.ok(isOnlyThisMachine(`http://${host}:5055`), host);
  }
  for (const host of ['192.168.1.20', 'devices.example', 'localhost.example']) {
    assert.ok(!isOnlyThisMachine(`http://${host}:5055`), host);
  }
});
