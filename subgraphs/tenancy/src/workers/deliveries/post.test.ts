import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import { resolveTarget } from '@trekker/kit';

import { post } from './post.ts';

/** Posts to an endpoint that answers in this way. */
async function postTo(answer: (response: ServerResponse) => void) {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const allowed = { hosts: [], networks: ['127.0.0.0/8'] };
    const target = await resolveTarget(url, { allowed, resolve: async () => [] });
    assert.ok(!('problem' in target));
    const { signal } = new AbortController();
    return await post({ target, headers: {}, body: '{}', timeoutMs: 5_000, now: 0, signal });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('of an answer no more than the first KiB is read and kept, however much follows', async () => {
  const result = await postTo((response) => response.writeHead(200).write('x'.repeat(1_500)));
  assert.deepEqual([result.statusCode, result.error, result.response], [200, null, 'x'.repeat(1_024)]);
});
