import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reachableHost } from './reachable-host.ts';

for (const [address, host] of [
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['fd00::2', '[fd00::2]'],
  ['192.0.2.7', '192.0.2.7'],
  ['localhost', 'localhost'],
] as const) {
  test(`reaches what listens on ${address} at ${host}`, () => {
    assert.equal(reachableHost(address), host);
    assert.ok(URL.canParse(`http://${host}:4000/`));
  });
}
