import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import { memoryPubSub, redisPubSub, silentLogger, type SubgraphRequest, type SubgraphResult } from '@trekker/kit';
import { ownRedis } from '@trekker/kit/testing';
import { busSubgraph } from '../../src/bus/bus-subgraph.ts';
import { eventually, SocketClient } from '../socket-client.ts';
import { library } from './library.ts';
import { openSite } from './standalone-harness.ts';

const LENT = 'subscription { lent { title readers { name } } }';

describe('a subscription from a bus', () => {
  test('over Redis is joined with other subgraphs, and fails when Redis goes away', async () => {
    await using redis = ownRedis();
    await redis.start();
    const writer = redisPubSub({ url: redis.url, namespace: 'library', log: silentLogger, beatMs: 50 });
    await writer.start?.();
    await using site = await openSite(library, {
      busUrl: redis.url,
      busNamespace: 'library',
      subgraphs: { books: { channels: { lent: 'books.lent' } } },
    });
    using client = await SocketClient.signedIn(site.origin.replace('http', 'ws') + '/graphql');
    client.subscribe('1', LENT);
    const timer = setInterval(() => writer.publish('books.lent', { id: 'b1', title: 'Maps' }), 50);
    assert.deepEqual((await client.next('next', '1')).payload, {
      data: { lent: { title: 'Maps', readers: [{ name: 'Ada' }] } },
    });
    clearInterval(timer);
    await redis.kill();
    const deadline = performance.now() + 15_000;
    while (!client.rest().some(({ type }) => type === 'error') && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.match(JSON.stringify((await client.next('error', '1')).payload), /"code":"UNAVAILABLE"/);
    await writer.stop?.();
  });

  test('within the process follows the channel that its arguments name, and no longer than its reader', async () => {
    const bus = { ...memoryPubSub(), problem: async () => null };
    const told: string[] = [];
    const subscribe = bus.subscribe;
    const followed = {
      ...bus,
      subscribe(channel: string, listener: (message: unknown) => void) {
        told.push(`+${channel}`);
        const leave = subscribe(channel, listener);
        return () => {
          told.push(`-${channel}`);
          leave();
        };
      },
    };
    const inner = { name: 'books', execute: async () => ({}), subscribe: () => assert.fail('asked the subgraph') };
    const books = busSubgraph(inner, { bus: followed, channels: { lent: 'lent.{shelf}' } });
    books.adopt(
      buildSchema('type Query { a: Int } type Subscription { lent(shelf: Int!): Book } type Book { id: ID! n: Int! }'),
    );
    const leaving = new AbortController();
    const document = 'subscription ($s: Int!) { _a0: lent(shelf: $s) { __typename id n } }';
    const events = books.subscribe({
      document,
      variables: { s: 7 },
      viewer: null,
      requestId: 'r',
      signal: leaving.signal,
    } satisfies SubgraphRequest);
    bus.publish('lent.8', { id: 'no', n: 1 });
    bus.publish('lent.7', { id: 'yes', n: 1, hidden: true });
    bus.publish('lent.7', { id: 'half' });
    const [first, second] = [await events.next(), await events.next()].map(({ value }) => value as SubgraphResult);
    assert.deepEqual({ ...(first?.data?.['_a0'] as object) }, { __typename: 'Book', id: 'yes', n: 1 });
    assert.equal(second?.errors?.length, 1);
    leaving.abort();
    await eventually(() => told.length === 2);
    assert.deepEqual(told, ['+lent.7', '-lent.7']);
  });
});
