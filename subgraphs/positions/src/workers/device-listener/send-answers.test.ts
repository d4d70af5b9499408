import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';

import { sendAnswers } from './send-answers.ts';

test('takes a device for broken that leaves its answers unread, and no other', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const device = connect(port, '127.0.0.1').pause();
  const [socket] = (await once(server, 'connection')) as [Socket];
  const answer = new Uint8Array(10_000);
  assert.equal(sendAnswers(socket, [answer]), true);
  let sent = 0;
  while (sendAnswers(socket, [answer])) {
    sent += 1;
    assert.ok(sent < 10_000, 'what waits is bounded');
    await new Promise((resolve) => void setImmediate(resolve));
  }
  device.on('data', () => {}).resume();
  await once(socket, 'drain');
  assert.equal(sendAnswers(socket, [answer]), true);
  device.destroy();
  socket.destroy();
  server.close();
});
