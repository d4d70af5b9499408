import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';

import { assertFree, freePorts } from './free-ports.ts';

test('gives different ports that can be listened on, and none that systems give by themselves', async () => {
  const ports = await freePorts(50);
  assert.equal(new Set(ports).size, 50);
  for (const port of ports) {
    assert.ok(port >= 20_000 && port < 32_000, String(port));
    await assertFree({ host: '127.0.0.1', port });
  }
});

test('tells a port that is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await assert.rejects(assertFree({ host: '127.0.0.1', port }), { code: 'EADDRINUSE' });
  await once(server.close(), 'close');
});
