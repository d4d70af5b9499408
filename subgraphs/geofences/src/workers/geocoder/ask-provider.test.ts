import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import { askProvider } from './ask-provider.ts';

test('follows a provider nowhere else', async () => {
  const paths: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    paths.push(url.split('?')[0] ?? '');
    response.writeHead(url.startsWith('/inside') ? 200 : 302, { location: '/inside' });
    response.end('{"display_name":"inside"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/reverse`;
  const signal = new AbortController().signal;
  await assert.rejects(askProvider({ url, timeoutMs: 2_000 }, { latitude: 1, longitude: 2 }, signal));
  assert.deepEqual(paths, ['/reverse']);
  server.close();
});
