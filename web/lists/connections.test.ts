import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestConnection } from './connections.ts';

test('the best of several trackers speaks, and none is silent', () => {
  const status = (...connections: ('CONNECTED' | 'IDLE' | 'DISCONNECTED')[]) =>
    bestConnection(connections.map((connection) => ({ connection })));
  assert.equal(status('DISCONNECTED', 'CONNECTED', 'IDLE'), 'CONNECTED');
  assert.equal(status('DISCONNECTED', 'IDLE'), 'IDLE');
  assert.equal(status('DISCONNECTED'), 'DISCONNECTED');
  assert.equal(status(), null);
});
