import assert from 'node:assert/strict';
import { createServer, globalAgent, type IncomingMessage, type ServerResponse } from 'node:http';
import { getDefaultAutoSelectFamily, setDefaultAutoSelectFamily, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

import { reasonOf, requestTarget } from './request-target.ts';
import { resolveTarget } from './resolve-target.ts';

/** A server on a port that one address of this machine has and the others have not. */
async function startServer(address: string) {
  const taken: string[] = [];
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    taken.push(`${request.headers.host} ${await text(request)}`);
    response.end('taken');
  }
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {
    taken,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Posts to a name that stands for these addresses. */
async function post(port: number, addresses: readonly string[]): Promise<string> {
  const allowed = { hosts: [], networks: ['127.0.0.0/8'] };
  const target = await resolveTarget(`http://hooks.example:${port}/`, { allowed, resolve: async () => addresses });
  if ('problem' in target) return target.problem;
  const signal = AbortSignal.timeout(10_000);
  const response = await requestTarget({ target, method: 'POST', headers: {}, body: 'hello', signal });
  return text(response);
}

test('where one address takes no connection the next is tried, and what is sent arrives once', async (t) => {
  // However the process was started.
  const before = getDefaultAutoSelectFamily();
  setDefaultAutoSelectFamily(false);
  t.after(() => setDefaultAutoSelectFamily(before));
  await using server = await startServer('127.0.0.3');
  assert.equal(await post(server.port, ['127.0.0.1', '127.0.0.2', '127.0.0.3']), 'taken');
  assert.deepEqual(server.taken, [`hooks.example:${server.port} hello`]);
});

test('the next address was checked like the first', async () => {
  await using server = await startServer('127.0.0.2');
  assert.equal(await post(server.port, ['127.0.0.1', '10.0.0.1', '127.0.0.2']), 'must begin with https://');
  assert.deepEqual(server.taken, []);
});

test('a name is not looked up again, and is not told apart by what it stands for where nobody answers', async () => {
  const { port } = await (async () => {
    await using server = await startServer('127.0.0.1');
    return server;
  })();
  for (const addresses of [['127.0.0.1'], ['127.0.0.1', '127.0.0.2']]) {
    const reason = await post(port, addresses).catch(reasonOf);
    assert.equal(reason, 'connect ECONNREFUSED');
  }
});

test('each request has a connection of its own, whatever agent others use', async (t) => {
  await using server = await startServer('127.0.0.1');
  // Not among the types, as agents of others may have it.
  const agent = globalAgent as unknown as { addRequest: () => void };
  const shared = t.mock.method(agent, 'addRequest', () => assert.fail('the shared agent is used'));
  assert.equal(await post(server.port, ['127.0.0.1']), 'taken');
  assert.equal(shared.mock.callCount(), 0);
});
