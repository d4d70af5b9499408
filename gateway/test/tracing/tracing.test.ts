import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../gateway-harness.ts';
import { SocketClient } from '../socket-client.ts';
import { openSite } from '../standalone/standalone-harness.ts';
import { modules } from '../world/world.ts';
import { openCollector } from './collector.ts';

const JOINED = 'query Who { people(first: 2) { id trackers { id } } }';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

/** The test world asks for permissions. */
const TRUSTING = { authorisation: 'subgraphs' };

describe('traces', () => {
  test('tell request, admission, planning, execution and each call to subgraphs in this process', async () => {
    await using collector = await openCollector();
    const settings = { traceEndpoint: `${collector.endpoint}/`, traceService: 'door', traceHeaders: 'x-key=a%20b' };
    await using site = await startGateway(settings);
    await site.post({ query: JOINED, operationName: 'Who' });
    const request = await collector.span('POST /graphql');
    assert.deepEqual([[...collector.services], [...collector.keys]], [['door'], ['a b']]);
    const { 'trekker.request.id': id, ...told } = request.attributes;
    assert.match(String(id), /^[\da-f-]{36}$/u);
    assert.deepEqual(told, {
      'http.request.method': 'POST',
      'url.path': '/graphql',
      'network.protocol.name': 'http',
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Who',
      'http.response.status_code': 200,
    });
    assert.deepEqual([request.kind, request.parentSpanId], [2, undefined]);
    for (const name of ['admission', 'planning', 'execution']) {
      const phase = await collector.span(name);
      assert.deepEqual([phase.parentSpanId, phase.traceId], [request.spanId, request.traceId]);
      assert.ok(phase.seconds <= request.seconds);
    }
    const execution = await collector.span('execution');
    for (const [name, entities] of [
      ['people root fields', 0],
      ['trackers entities', 2],
    ] as const) {
      const call = await collector.span(name);
      assert.deepEqual([call.kind, call.parentSpanId], [3, execution.spanId]);
      assert.equal(Number(call.attributes['trekker.entities']), entities);
    }
    assert.doesNotMatch(JSON.stringify(collector.spans), /people\(first/u, 'no documents are told');
  });

  test('tell what is refused, over HTTP and WebSocket, and take no caller at their word', async () => {
    await using collector = await openCollector();
    await using site = await startGateway({ traceEndpoint: collector.endpoint });
    await site.post({ query: '{ nothing }' }, { traceparent: PARENT });
    const refused = await collector.span('POST /graphql');
    assert.deepEqual([refused.attributes['error.type'], refused.status.code], ['QUERY_INVALID', 2]);
    assert.notEqual(refused.traceId, TRACE);
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', JOINED);
    await client.next('next', '1');
    const { attributes } = await collector.span('subscribe /graphql');
    assert.equal(attributes['network.protocol.name'], 'websocket');
  });

  test('go on with those of callers where these are believed, and heed what they decide', async () => {
    await using collector = await openCollector();
    await using site = await startGateway({ traceEndpoint: collector.endpoint, traceParents: true, tracePercent: 0 });
    await site.post({ query: JOINED }, { traceparent: PARENT.replace('-01', '-00') });
    await site.post({ query: '{ page { hasNextPage } }' });
    await site.post({ query: JOINED }, { traceparent: PARENT });
    const request = await collector.span('POST /graphql');
    assert.deepEqual([request.traceId, request.parentSpanId], [TRACE, '00f067aa0ba902b7']);
    assert.equal(collector.spans.filter(({ name }) => name === 'POST /graphql').length, 1);
  });

  test('lead from the call here to the spans of subgraphs over HTTP', async () => {
    await using collector = await openCollector();
    const options = { ...TRUSTING, traceEndpoint: collector.endpoint, forwardHeaders: 'traceparent' };
    await using site = await openSite(modules, options);
    await site.ask(JOINED, {}, { traceparent: PARENT });
    for (const [name, subgraph] of [
      ['people root fields', 'people'],
      ['trackers entities', 'trackers'],
    ] as const) {
      const { traceId, spanId } = await collector.span(name);
      const seen = site.subgraphs.seen.find((each) => each.subgraph === subgraph);
      assert.equal(seen?.headers['traceparent'], `00-${traceId}-${spanId}-01`);
    }
  });

  test('leave equal requests to a subgraph equal', async () => {
    await using collector = await openCollector();
    const options = { ...TRUSTING, traceEndpoint: collector.endpoint, dedupeSubgraphRequests: true };
    await using site = await openSite(modules, options);
    const slow = '{ slow(ms: 100) }';
    await site.ask('{ page { hasNextPage } }');
    const before = site.subgraphs.seen.length;
    await Promise.all([site.ask(slow), site.ask(slow), site.ask(slow)]);
    assert.equal(site.subgraphs.seen.length - before, 1);
  });

  test('that nobody takes cost no request its answer', async () => {
    await using site = await startGateway({ traceEndpoint: 'http://127.0.0.1:9' });
    assert.equal((await site.ask(JOINED)).errors, undefined);
  });
});

test('no SDK of OpenTelemetry is loaded unless there are traces', async () => {
  const loaded = async (endpoint: string) => {
    const script = fileURLToPath(new URL('loaded-modules.ts', import.meta.url));
    const child = spawn(process.execPath, [script, endpoint], { stdio: ['ignore', 'pipe', 'inherit'] });
    const text = Buffer.concat(await Array.fromAsync(child.stdout as AsyncIterable<Buffer>)).toString('utf8');
    if (child.exitCode === null) await once(child, 'exit');
    const modulesLoaded = JSON.parse(text) as string[];
    assert.ok(modulesLoaded.some((url) => url.endsWith('gateway/src/engine.ts')));
    // The metrics bring the bare API, which does nothing.
    return modulesLoaded.filter((url) => /@opentelemetry\/(?!api\/)|otlp-tracing/u.test(url)).length;
  };
  assert.equal(await loaded(''), 0);
  assert.ok((await loaded('http://127.0.0.1:9')) > 10);
});
