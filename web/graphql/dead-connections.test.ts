import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { suite, test, type TestContext } from 'node:test';
import { ADD_TRACKER } from '../features/trackers/documents.graphql.ts';
import { TRACKERS } from '../live/documents.graphql.ts';
import { createGraphqlClient } from './client.ts';
import { fetchWithin } from './fetch-within.ts';
import { createLiveSocket } from './live-socket.ts';

suite('connections that the network lost', () => {
  test('what is asked on one fails instead of waiting, questions sooner than what somebody sends', async (t) => {
    const { address } = await silence(t);
    const client = createGraphqlClient({
      url: `http://${address}/graphql`,
      subscribe: () => () => {},
      onSignedOut: () => {},
      limitsMs: { query: 100, mutation: 400 },
    });
    const began = performance.now();
    const ended: string[] = [];
    const query = client.query(TRACKERS, {}).toPromise();
    const mutation = client.mutation(ADD_TRACKER, { input: { name: 'Phone', identifier: 'p' } }).toPromise();
    void query.then(() => ended.push('query'));
    const answers = await Promise.all([query, mutation.finally(() => ended.push('mutation'))]);
    for (const { error } of answers) assert.ok(error?.networkError, 'the network is at fault');
    assert.deepEqual(ended, ['query', 'mutation']);
    assert.ok(performance.now() - began >= 390, 'what is sent has its own limit');
  });

  test('whoever leaves waits no longer', async (t) => {
    const { address } = await silence(t);
    const leaving = new AbortController();
    const answer = fetchWithin(60_000)(`http://${address}/`, { signal: leaving.signal });
    leaving.abort(new Error('left'));
    await assert.rejects(answer, /left/);
  });

  test('the socket tries again where nobody accepts it', async (t) => {
    const { address, server } = await silence(t);
    const again = new Promise<void>((resolve) => {
      let connections = 0;
      server.on('connection', () => ++connections === 2 && resolve());
    });
    const socket = createLiveSocket({
      url: `ws://${address}/graphql`,
      fetchToken: async () => ({ kind: 'token', accessToken: { token: 'a', expiresAt: 9e15, serverTime: 0 } }),
      wakeUps: { subscribe: () => () => {} },
      onLink: () => {},
      onToken: () => {},
      onSignedOut: () => {},
      openWithinMs: 50,
    });
    const leave = socket.subscribe(
      { query: 'subscription { a }' },
      { next: () => {}, error: () => {}, complete: () => {} },
    );
    await again;
    leave();
  });
});

/** A server that takes connections and never says anything. */
async function silence(t: TestContext) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}
