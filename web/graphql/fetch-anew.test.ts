import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite, test, type TestContext } from 'node:test';
import { ADD_TRACKER } from '../features/trackers/documents.graphql.ts';
import { TRACKERS } from '../live/documents.graphql.ts';
import { createGraphqlClient } from './client.ts';
import { fetchAnew } from './fetch-anew.ts';
import { NetworkReturns } from './network-returns.ts';

const PATIENCE_MS = [200, 400];
const DEAD = (socket: Socket) => void socket;
const LOST = (socket: Socket) => socket.resetAndDestroy();

suite('what is asked while the network comes back', () => {
  test('goes out again by another connection where it was asked before, and the dead one is closed', async (t) => {
    const server = await listening(t, [DEAD]);
    const returns = new NetworkReturns();
    const answer = fetchAnew(fetch, returns, PATIENCE_MS)(server.url);
    const [dead] = await server.questions(1);
    await sleep(100);
    assert.equal(server.count(), 1, 'nothing is asked anew before the network is back');
    returns.tell();
    assert.equal(await (await answer).text(), '{}');
    assert.equal(server.count(), 2);
    assert.ok(dead);
    if (!dead.closed) await once(dead, 'close');
  });

  test('goes out again, too, where it is asked soon afterwards and nobody answers or the connection is refused', async (t) => {
    for (const behaviours of [[DEAD, DEAD], [LOST], [LOST, DEAD]]) {
      const server = await listening(t, behaviours);
      const returns = new NetworkReturns();
      returns.tell();
      assert.equal((await fetchAnew(fetch, returns, PATIENCE_MS)(server.url)).status, 200);
      assert.equal(server.count(), behaviours.length + 1);
    }
  });

  test('goes out thrice at most', async (t) => {
    const server = await listening(t, [DEAD, DEAD, DEAD, DEAD]);
    const returns = new NetworkReturns();
    returns.tell();
    const limited: typeof fetch = (input, init) =>
      fetch(input, {
        ...init,
        signal: AbortSignal.any([AbortSignal.timeout(1_000), ...(init?.signal ? [init.signal] : [])]),
      });
    await assert.rejects(fetchAnew(limited, returns, PATIENCE_MS)(server.url), { name: 'TimeoutError' });
    assert.equal(server.count(), 3);
  });

  test('goes out once where the network was not away, or an answer began', async (t) => {
    const lost = await listening(t, [LOST]);
    await assert.rejects(fetchAnew(fetch, new NetworkReturns(), PATIENCE_MS)(lost.url), TypeError);
    const slow = await listening(t, [beginning]);
    const returns = new NetworkReturns();
    returns.tell();
    const answer = await fetchAnew(fetch, returns, PATIENCE_MS)(slow.url);
    await sleep(200);
    returns.tell();
    assert.equal(await answer.text(), '{}');
    assert.deepEqual([lost.count(), slow.count()], [1, 1]);
  });

  test('is no longer in doubt half a minute later', async (t) => {
    let now = 0;
    const returns = new NetworkReturns(() => now);
    returns.tell();
    assert.equal(returns.inDoubt, true);
    now = 30_000;
    assert.equal(returns.inDoubt, false);
    const server = await listening(t, [LOST]);
    await assert.rejects(fetchAnew(fetch, returns, PATIENCE_MS)(server.url), TypeError);
  });

  test('is given up where whoever asked has left', async (t) => {
    const server = await listening(t, [DEAD, DEAD]);
    const returns = new NetworkReturns();
    returns.tell();
    const leaving = new AbortController();
    const answer = fetchAnew(fetch, returns, [20, 5_000])(server.url, { signal: leaving.signal });
    await server.questions(2);
    leaving.abort(new Error('left'));
    await assert.rejects(answer, /left/);
    assert.equal(server.count(), 2);
  });

  test('is a question of the client; what somebody sends goes out once', async (t) => {
    const server = await listening(t, [DEAD, DEAD]);
    const returns = new NetworkReturns();
    const limitsMs = { query: 5_000, mutation: 400 };
    const about = { subscribe: () => () => {}, onSignedOut: () => {}, returns, limitsMs, patienceMs: PATIENCE_MS };
    const client = createGraphqlClient({ url: server.url, ...about });
    const mutation = client.mutation(ADD_TRACKER, { input: { name: 'Phone', identifier: 'p' } }).toPromise();
    const query = client.query(TRACKERS, {}).toPromise();
    await server.questions(2);
    returns.tell();
    assert.ok((await mutation).error?.networkError);
    await query;
    assert.equal(server.count(), 3);
  });
});

function answering(socket: Socket): void {
  socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}');
}

function beginning(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{');
  setTimeout(() => socket.write('}'), 250);
}

/** A server whose first connections behave as told once they are asked something; all others answer. */
async function listening(t: TestContext, behaviours: readonly ((socket: Socket) => void)[]) {
  const sockets: Socket[] = [];
  const asked = new EventEmitter();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    // A client may open connections that it does not use.
    socket.once('data', () => {
      const behave = behaviours[sockets.length] ?? answering;
      sockets.push(socket);
      asked.emit('question');
      behave(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    /** How often something was asked. */
    count: () => sockets.length,
    async questions(wanted: number): Promise<readonly Socket[]> {
      while (sockets.length < wanted) await once(asked, 'question');
      return sockets;
    },
  };
}
