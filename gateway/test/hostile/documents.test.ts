import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { getIntrospectionQuery } from 'graphql';
import { RequestRefused } from '../../src/errors/request-refused.ts';
import { hostileDocuments } from './documents.ts';
import { testEngine, type TestEngine } from '../engine-harness.ts';
import { startGateway, type TestGateway } from '../gateway-harness.ts';
import { SocketClient } from '../socket-client.ts';

/** Most processor time a refusal may take, in milliseconds. */
const MAX_CPU_MS = 50;

describe('a hostile document', () => {
  let gateway: TestEngine;
  before(async () => {
    gateway = await testEngine();
    // The first document of each kind also pays for compiling our own code.
    for (const [, query] of hostileDocuments) await gateway.ask(query).catch(() => undefined);
  });
  after(() => gateway.engine.stop());

  for (const [name, query] of hostileDocuments) {
    test(`of ${name} is refused in no time`, async () => {
      const before = process.threadCpuUsage();
      await assert.rejects(gateway.ask(query), RequestRefused);
      const { user, system } = process.threadCpuUsage(before);
      assert.ok((user + system) / 1_000 < MAX_CPU_MS, `took ${(user + system) / 1_000} ms of processor time`);
      assert.equal(gateway.world.calls(), 0);
    });
  }

  test('of a wide list by variable is refused, by a short one answered', async () => {
    const query = 'query ($n: Int!) { people(first: $n) { id name boss { id } } }';
    await assert.rejects(gateway.ask(query, { n: 1_000_000 }), /may hold 5000001 fields|ask for shorter lists/u);
    assert.equal((await gateway.ask(query, { n: 2 })).errors, undefined);
  });

  test('is nothing that GraphiQL asks', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
    assert.ok((await gateway.ask(query)).data?.['__schema']);
  });
});

describe('hostile documents over the network', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway();
  });
  after(() => site.gateway.stop());

  test('are refused alike over HTTP and WebSocket, with 4xx and nothing of our insides', async () => {
    for (const [name, query] of hostileDocuments) {
      const accept = { accept: 'application/graphql-response+json' };
      const response = await site.post({ query }, accept);
      assert.ok(response.status >= 400 && response.status < 500, `${name}: ${response.status}`);
      const text = await response.text();
      assert.doesNotMatch(text, /did you mean|node_modules|\.ts:|\.invalid/iu, name);
      if (query.length > 60_000) continue; // a socket is closed for messages that long
      using client = await SocketClient.signedIn(site.socketUrl);
      client.subscribe('1', query);
      const { payload } = await client.next('error', '1');
      assert.deepEqual(payload, (JSON.parse(text) as { errors: unknown }).errors, name);
    }
    assert.equal(site.world.calls(), 0);
  });
});
