import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, describe, test } from 'node:test';
import { composeServices } from '@apollo/composition';
import { silentLogger, type SubgraphExecutor } from '@trekker/kit';
import { parse } from 'graphql';
import type { CheckedOperation } from '../src/operation/checked-operation.ts';
import { foresee } from '../src/operation/foresee.ts';
import { testEngine, type TestEngine } from './engine-harness.ts';
import { startGateway } from './gateway-harness.ts';

const engines: TestEngine[] = [];
after(() => Promise.all(engines.map(({ engine }) => engine.stop())));

async function started(...args: Parameters<typeof testEngine>): Promise<TestEngine> {
  const made = await testEngine(...args);
  engines.push(made);
  return made;
}

test('no more plans are kept than configured; those used last stay', async () => {
  const { ask, engine } = await started({ planCacheEntries: 2 });
  for (const alias of ['a', 'b', 'c', 'b', 'a']) await ask(`{ ${alias}: trackers { id } }`);
  const { body: text } = await engine.metrics.text();
  assert.match(text, /plans_cached 2/u);
  // The fourth was still there, the fifth had left.
  assert.match(text, /plan_lookups_total\{outcome="hit"\} 1/u);
  assert.match(text, /plan_lookups_total\{outcome="miss"\} 4/u);
});

test('a thousand faults are told of by the first five hundred', async () => {
  const { ask } = await started({}, brokenWorld(1_000));
  const { data, errors } = await ask('{ items { name } }');
  assert.deepEqual(data, { items: Array.from({ length: 1_000 }, () => null) });
  assert.equal(errors?.length, 500);
  assert.deepEqual(errors?.at(-1)?.path, ['items', 499, 'name']);
});

describe('what is planned ahead', () => {
  const planned = async (count: number) => {
    const conditions = Array.from({ length: count }, (_, index) => `c${index}`);
    const seen: unknown[] = [];
    await foresee(['query Q { a }'], {
      check: () => Promise.resolve({ conditions } as unknown as CheckedOperation),
      planned: (_checked, circumstances) => Promise.resolve(void seen.push(circumstances.conditions)),
      log: silentLogger,
      signal: new AbortController().signal,
    });
    return seen;
  };

  test('is every combination of up to three conditions', async () => {
    assert.deepEqual(await planned(0), [{}]);
    assert.equal(new Set((await planned(3)).map((values) => JSON.stringify(values))).size, 8);
  });

  test('is nothing of an operation with more', async () => assert.deepEqual(await planned(4), []));
});

// Pings would end it, too, within twice their interval.
test('a socket whose client does not answer the close is ended within seconds', { timeout: 15_000 }, async () => {
  const site = await startGateway({});
  const socket = await rawSocket(new URL(site.origin));
  const ended = new Promise((done) => socket.once('close', done));
  // A text frame, masked with zeros, that is no message of the protocol.
  socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x7b, 0x7d]));
  await ended;
  await site.gateway.stop();
});

/** A WebSocket that says nothing by itself: it neither answers pings nor closes. */
async function rawSocket({ hostname, port, host }: URL): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  );
  const head = await new Promise((done) => socket.once('data', done));
  assert.match(String(head), /101/u);
  socket.resume();
  return socket;
}

/** A world of one subgraph whose items all lack the name that each must have. */
function brokenWorld(count: number) {
  const typeDefs = parse('type Query { items: [Item] } type Item { name: String! }');
  const { supergraphSdl } = composeServices([{ name: 'broken', url: 'http://broken.invalid', typeDefs }]);
  if (!supergraphSdl) throw new Error('the broken world does not compose');
  const executor: SubgraphExecutor = {
    name: 'broken',
    execute: () => Promise.resolve({ data: { items: Array.from({ length: count }, () => ({ name: null })) } }),
    subscribe: () => {
      throw new Error('nothing here is live');
    },
  };
  return { supergraphSdl, subgraphs: new Map([['broken', executor]]) };
}
