import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { silentLogger, systemClock } from '@trekker/kit';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { serveSupergraph, type StandaloneGateway } from '../../src/standalone/serve-supergraph.ts';
import { eventually, SocketClient } from '../socket-client.ts';
import { serveSocketSubgraph, type SocketSubgraph } from './socket-subgraph.ts';

// What a gateway for anybody's subgraphs is to do on the wire, with both ends in the hands of the test: a client of
// graphql-transport-ws, and a subgraph of which every word is played.

const STREAM = 'subscription ($key: String!) { stream(key: $key) { key contents } }';

let subgraph: SocketSubgraph;
let gateway: StandaloneGateway;
let url: string;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trekker-wire-'));
});
after(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  subgraph = await serveSocketSubgraph();
  const file = join(folder, 'supergraph.graphql');
  const config = join(folder, 'config.json');
  await writeFile(file, subgraph.supergraphSdl);
  const options = { port: 0, socketInitMs: 400, subgraphTimeoutMs: 700, forwardHeaders: 'authorization, x-tenant' };
  await writeFile(config, JSON.stringify(options));
  gateway = serveSupergraph(readArguments(['--supergraph', file, '--config', config], {}), {
    clock: systemClock,
    log: silentLogger,
  });
  await gateway.start();
  const { host, port } = gateway.address();
  url = `ws://${host}:${port}/graphql`;
});
afterEach(async () => {
  await gateway.stop();
  await subgraph[Symbol.asyncDispose]();
});

async function connect(payload?: object, headers: Record<string, string> = {}): Promise<SocketClient> {
  const client = new SocketClient(url, { headers });
  await client.open();
  client.send(payload ? { type: 'connection_init', payload } : { type: 'connection_init' });
  await client.next('connection_ack');
  return client;
}

/** An event in the words the subgraph was asked in. */
function answerTo(
  { id, payload }: { id?: string; payload?: { query: string } },
  key: string,
  contents: string,
): object {
  const [, source = 'stream'] = /(\w+)\s*:\s*stream/u.exec(payload?.query ?? '') ?? [];
  return { id, type: 'next', payload: { data: { [source]: { key, contents } } } };
}

describe('a client', () => {
  test('that says connection_init twice is closed with 4429', async () => {
    using client = await connect();
    client.send({ type: 'connection_init' });
    assert.equal((await client.closed).code, 4429);
  });

  test('that subscribes before the acknowledgement is closed with 4401', async () => {
    using client = new SocketClient(url);
    await client.open();
    client.subscribe('1', STREAM, { key: 'a' });
    assert.equal((await client.closed).code, 4401);
    assert.equal(subgraph.upstreams.length, 0);
  });

  test('that says a word of no meaning is closed with 4400', async () => {
    using client = await connect();
    client.send({ type: 'bananas' });
    assert.equal((await client.closed).code, 4400);
  });

  test('that says nothing in time is closed with 4408', async () => {
    using client = new SocketClient(url);
    assert.equal((await client.closed).code, 4408);
  });

  test('that uses the id of a running operation is closed with 4409', async () => {
    using client = await connect();
    client.subscribe('1', STREAM, { key: 'a' });
    client.subscribe('1', STREAM, { key: 'b' });
    assert.equal((await client.closed).code, 4409);
  });

  test('is answered a ping with its payload, and without one', async () => {
    using client = await connect();
    client.send({ type: 'ping', payload: { n: 1 } });
    assert.deepEqual(await client.next('pong'), { type: 'pong', payload: { n: 1 } });
    client.send({ type: 'ping' });
    assert.deepEqual(await client.next('pong'), { type: 'pong' });
  });

  test('that sends a pong nobody asked for goes on', async () => {
    using client = await connect();
    client.send({ type: 'pong' });
    client.subscribe('q', '{ ping }');
    assert.deepEqual((await client.next('next', 'q')).payload, { data: { ping: 'pong' } });
  });

  test('that completes an operation that is not there goes on', async () => {
    using client = await connect();
    client.send({ type: 'complete', id: 'none' });
    client.subscribe('q', '{ ping }');
    await client.next('complete', 'q');
  });

  test('hears events under its own ids, whatever ids the subgraph is told', async () => {
    using client = await connect();
    client.subscribe('mine', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    const [asked] = upstream.subscribed();
    assert.ok(asked);
    upstream.send(answerTo(asked, 'a', 'one'));
    assert.deepEqual(await client.next('next'), {
      id: 'mine',
      type: 'next',
      payload: { data: { stream: { key: 'a', contents: 'one' } } },
    });
  });

  test('hears each of two operations apart, and one may fail without the other', async () => {
    using client = await connect();
    client.subscribe('a', STREAM, { key: 'a' });
    client.subscribe('b', STREAM, { key: 'b' });
    const upstream = await subgraph.upstream(0, 2);
    const [a, b] = ['a', 'b'].map((key) => upstream.subscribed().find(({ payload }) => payload.variables.key === key));
    assert.ok(a && b);
    assert.notEqual(a.id, b.id);
    upstream.send({ id: a.id, type: 'error', payload: [{ message: 'no such stream' }] });
    const { payload } = await client.next('error', 'a');
    assert.equal((payload as { message: string }[])[0]?.message, 'no such stream');
    upstream.send(answerTo(b, 'b', 'still here'));
    assert.deepEqual((await client.next('next', 'b')).payload, {
      data: { stream: { key: 'b', contents: 'still here' } },
    });
  });

  test('may use an id again once its operation is over', async () => {
    using client = await connect();
    for (const contents of ['first', 'second']) {
      client.subscribe('1', STREAM, { key: contents });
      const upstream = await subgraph.upstream(0, contents === 'first' ? 1 : 2);
      const asked = upstream.subscribed().at(-1);
      assert.ok(asked);
      upstream.send(answerTo(asked, contents, contents));
      await client.next('next', '1');
      upstream.send({ id: asked.id, type: 'complete' });
      await client.next('complete', '1');
    }
  });

  test('hears errors within an event beside its data', async () => {
    using client = await connect();
    client.subscribe('1', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    const [asked] = upstream.subscribed();
    assert.ok(asked);
    const { payload } = answerTo(asked, 'a', 'x') as { payload: { data: Record<string, { contents: unknown }> } };
    const [source = ''] = Object.keys(payload.data);
    const data = { [source]: { ...payload.data[source], contents: null } };
    upstream.send({
      id: asked.id,
      type: 'next',
      payload: { data, errors: [{ message: 'worn out', path: [source, 'contents'] }] },
    });
    const heard = (await client.next('next', '1')).payload as {
      data: unknown;
      errors: { message: string; path: unknown }[];
    };
    assert.deepEqual(heard.data, { stream: { key: 'a', contents: null } });
    assert.deepEqual(
      heard.errors.map(({ message, path }) => [message, path]),
      [['worn out', ['stream', 'contents']]],
    );
  });

  test('that asks for what the schema does not have hears an error, and the subgraph nothing', async () => {
    using client = await connect();
    client.subscribe('1', 'subscription { nonsense }');
    await client.next('error', '1');
    assert.equal(subgraph.upstreams.length, 0);
  });
});

describe('a subscription at the subgraph', () => {
  test('ends with the client’s complete', async () => {
    using client = await connect();
    client.subscribe('1', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    client.send({ type: 'complete', id: '1' });
    const [asked] = upstream.subscribed();
    await eventually(() => upstream.heard.some(({ type, id }) => type === 'complete' && id === asked?.id), 1_000);
  });

  for (const [how, end] of [
    ['a close frame', (client: SocketClient) => client.socket.close(1000)],
    ['a connection that drops', (client: SocketClient) => client.socket.terminate()],
  ] as const) {
    test(`ends with ${how} of the client`, async () => {
      using client = await connect();
      client.subscribe('1', STREAM, { key: 'a' });
      const upstream = await subgraph.upstream(0);
      end(client);
      await eventually(() => upstream.heard.some(({ type }) => type === 'complete'), 1_000);
    });
  }

  for (const [how, end] of [
    ['drops its connection', (socket: { terminate(): void }) => socket.terminate()],
    ['closes its socket', (socket: { close(code: number): void }) => socket.close(1011)],
  ] as const) {
    test(`is told to have been interrupted when the subgraph ${how}, and the client’s socket stays`, async () => {
      using client = await connect();
      client.subscribe('1', STREAM, { key: 'a' });
      end((await subgraph.upstream(0)).socket);
      const { payload } = await client.next('error', '1');
      assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'UNAVAILABLE');
      client.subscribe('q', '{ ping }');
      await client.next('complete', 'q');
      client.subscribe('2', STREAM, { key: 'a' });
      await subgraph.upstream(1);
    });
  }

  test('fails in time when the subgraph never acknowledges', async () => {
    subgraph.acknowledges = false;
    using client = await connect();
    client.subscribe('1', STREAM, { key: 'a' });
    const { payload } = await client.next('error', '1');
    assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'UNAVAILABLE');
  });

  test('lives through a ping of the subgraph, which is answered', async () => {
    using client = await connect();
    client.subscribe('1', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    upstream.send({ type: 'ping', payload: { p: 1 } });
    await eventually(() => upstream.heard.some(({ type, payload }) => type === 'pong' && payload?.p === 1));
  });

  test('is opened with the header fields that are passed on and no others', async () => {
    using client = await connect(undefined, {
      authorization: 'Bearer x',
      'x-tenant': 'acme',
      'x-other': 'no',
      cookie: 'a=b',
    });
    client.subscribe('1', STREAM, { key: 'a' });
    const { headers } = await subgraph.upstream(0);
    assert.equal(headers.authorization, 'Bearer x');
    assert.equal(headers['x-tenant'], 'acme');
    assert.equal(headers['x-other'], undefined);
    assert.equal(headers.cookie, undefined);
  });

  test('is opened with the payload of the client’s connection_init', async () => {
    using client = await connect({ authorization: 'Bearer y', locale: 'nb' });
    client.subscribe('1', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    assert.deepEqual(upstream.heard[0], {
      type: 'connection_init',
      payload: { authorization: 'Bearer y', locale: 'nb' },
    });
    assert.equal(upstream.headers.authorization, 'Bearer y');
  });

  test('shares its socket with another of equal callers', async () => {
    using one = await connect({ locale: 'nb' });
    using two = await connect({ locale: 'nb' });
    one.subscribe('1', STREAM, { key: 'a' });
    two.subscribe('1', STREAM, { key: 'b' });
    await subgraph.upstream(0, 2);
    assert.equal(subgraph.upstreams.length, 1);
  });

  test('shares neither socket nor subscription with one of another connection_init', async () => {
    using one = await connect({ locale: 'nb' });
    using two = await connect({ locale: 'de' });
    one.subscribe('1', STREAM, { key: 'a' });
    two.subscribe('1', STREAM, { key: 'a' });
    await subgraph.upstream(0);
    await subgraph.upstream(1);
  });

  test('is one for equal subscriptions of equal callers', async () => {
    using one = await connect();
    using two = await connect();
    one.subscribe('1', STREAM, { key: 'a' });
    two.subscribe('2', STREAM, { key: 'a' });
    const upstream = await subgraph.upstream(0);
    const [asked] = upstream.subscribed();
    assert.ok(asked);
    upstream.send(answerTo(asked, 'a', 'both'));
    await one.next('next', '1');
    await two.next('next', '2');
    assert.equal(upstream.subscribed().length, 1);
  });
});
