import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  createAccessTokens,
  createEventStream,
  createInternalTokens,
  createSecret,
  createSubgraph,
  serveSubgraph,
  silentLogger,
  systemClock,
  type BaseContext,
  type SubgraphExecutor,
  type SubgraphResult,
} from '../src/index.ts';
import { MAX_BODY_BYTES } from '../src/serve/call.ts';
import { testViewer } from '../src/testing/index.ts';
import { TENANT_A } from './sample.ts';

const secret = createSecret('a secret of at least thirty-two characters');
const tokens = createInternalTokens(secret);
const viewer = testViewer(TENANT_A, ['notes:read']);
const upstream = { ended: 0 };
const subgraph = createSubgraph<BaseContext>({
  name: 'notes',
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
    type Query { note: String @requiresScopes(scopes: [["notes:read"]]) }
    type Subscription { count: Int! @requiresScopes(scopes: [["notes:read"]]) }`,
  resolvers: {
    Query: { note: () => 'hello' },
    Subscription: {
      count: {
        subscribe() {
          const stream = createEventStream<number>({ onEnd: () => void (upstream.ended += 1) });
          stream.push(1);
          stream.push(2);
          return stream;
        },
        resolve: (event: number) => event,
      },
    },
  },
  context: (request) => ({ viewer: request.viewer, wrote: {} }),
  clock: systemClock,
  log: silentLogger,
});
const ready = async () => 'ink: dried up';
const server = serveSubgraph({
  subgraph,
  tokens,
  ready,
  host: '127.0.0.1',
  port: 0,
  clock: systemClock,
  log: silentLogger,
});
before(() => server.start());
after(() => server.stop());

const post = async (
  document: string,
  { audience = 'notes', token, signal }: { audience?: string; token?: string; signal?: AbortSignal } = {},
) =>
  fetch(`http://127.0.0.1:${server.port()}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? (await tokens.sign(viewer, audience, Date.now()))}` },
    body: JSON.stringify({ document, variables: {}, requestId: 'r' }),
    ...(signal ? { signal } : {}),
  });

test('answers a gateway that shows an internal token for this subgraph', async () => {
  const response = await post('{ note }');
  assert.deepEqual(await response.json(), { data: { note: 'hello' } });
});

test('tells nothing to whoever has no token, another subgraph’s, or a caller’s own', async () => {
  const url = `http://127.0.0.1:${server.port()}/`;
  assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 401);
  assert.equal((await post('{ note }', { audience: 'others' })).status, 401);
  const callers = await createAccessTokens(secret).sign(viewer, 'notes', Date.now() + 60_000);
  assert.equal((await post('{ note }', { token: callers })).status, 401);
});

test('streams a subscription line by line and ends it when the gateway hangs up', async () => {
  const leave = new AbortController();
  const response = await post('subscription { count }', { signal: leave.signal });
  const lines: string[] = [];
  const reader = response.body?.getReader();
  while (lines.length < 2) {
    const { value } = (await reader?.read()) ?? {};
    lines.push(...new TextDecoder().decode(value).trim().split('\n'));
  }
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).data.count),
    [1, 2],
  );
  leave.abort();
  for (let tries = 0; tries < 100 && upstream.ended === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(upstream.ended, 1);
});

test('refuses a body that is larger than any gateway sends', async () => {
  const response = await post(`{ note } #${'x'.repeat(MAX_BODY_BYTES)}`).catch(() => null);
  // The connection may be cut before the answer was read.
  assert.ok(response === null || response.status === 413, String(response?.status));
  assert.equal((await post(`{ note } #${'x'.repeat(MAX_BODY_BYTES / 2)}`)).status, 200);
});

test('tells anybody that it lives, whether it is ready, and what it counts', async () => {
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port()}${path}`);
  assert.equal(await (await get('/healthz')).text(), 'ok\n');
  assert.equal((await get('/readyz')).status, 503);
  assert.equal(await (await get('/readyz')).text(), 'ink: dried up\n');
  const metrics = await (await get('/metrics')).text();
  assert.match(metrics, /^trekker_subgraph_operations_total\{outcome="ok",subgraph="notes"\} [1-9]/m);
  assert.match(metrics, /^trekker_subgraph_ready\{subgraph="notes"\} 0$/m);
  assert.equal((await get('/nowhere')).status, 401);
});

test('finishes what is under way when it drains, takes nothing more, and stops whenever it is told to', async () => {
  const slow = Promise.withResolvers<SubgraphResult>();
  const waiting: SubgraphExecutor = { ...subgraph, execute: () => slow.promise };
  const options = { subgraph: waiting, tokens, host: '127.0.0.1', port: 0, clock: systemClock, log: silentLogger };
  const draining = serveSubgraph(options);
  await draining.start();
  const url = `http://127.0.0.1:${draining.port()}/`;
  const headers = { authorization: `Bearer ${await tokens.sign(viewer, 'notes', Date.now())}` };
  const body = JSON.stringify({ document: '{ note }', variables: {}, requestId: 'r' });
  const answer = fetch(url, { method: 'POST', headers, body });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const drained = draining.drain?.();
  await assert.rejects(fetch(url, { headers: { connection: 'close' } }));
  slow.resolve({ data: { note: 'late' } });
  assert.deepEqual(await (await answer).json(), { data: { note: 'late' } });
  await drained;
  // Nobody is connected any more: the server has closed already when it is told to stop.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await Promise.race([draining.stop(), new Promise((_, reject) => setTimeout(reject, 5_000, new Error('it hangs')))]);
});
