import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '@trekker/kit';
import { viewerAuthority } from '../src/authorisation/viewer-authority.ts';
import type { Explanation } from '../src/explain/explain-plan.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { SocketClient } from './socket-client.ts';

const JOINED = '{ people(first: 2) { id name trackers { id lastPosition { latitude } } } }';
const ADA = { authorization: 'Bearer ada' };
const PLAN = { ...ADA, 'x-trekker-explain': 'plan' };
const TRACE = { ...ADA, 'x-trekker-explain': 'trace' };

interface Explained {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
  readonly extensions?: { readonly explain: Explanation };
}

describe('the plan of an operation', () => {
  let site: TestGateway;
  before(async () => {
    // The viewers of the test world hold `people:read`.
    site = await startGateway({ explainScope: 'people:read' }, () => ({ authority: viewerAuthority(systemClock) }));
  });
  after(() => site.gateway.stop());

  const ask = async (query: string, headers: Record<string, string>, variables = {}) =>
    (await site.ask(query, variables, headers)) as Explained;

  test('tells subgraphs, waves, what entities are known by and the cost, and runs nothing', async () => {
    const calls = site.world.calls();
    const { data, extensions } = await ask(JOINED, PLAN);
    assert.equal(site.world.calls(), calls);
    assert.equal(data, null);
    const { operation, cost, planningMs, waves, source, fetches } = extensions?.explain ?? assert.fail();
    assert.deepEqual([operation, source, waves, planningMs > 0, cost > 2], ['query', null, 3, true, true]);
    assert.deepEqual(
      fetches.map(({ subgraph, wave, after: behind, entities: [first], time }) => [
        subgraph,
        wave,
        behind,
        first?.at,
        time,
      ]),
      [
        ['people', 0, [], undefined, undefined],
        ['trackers', 1, [0], ['people.@'], undefined],
        ['positions', 2, [1], ['people.@.trackers.@'], undefined],
      ],
    );
    assert.match(fetches[1]?.entities[0]?.by ?? '', /^\{ .*__typename.*\bid\b.* \}$/u);
    assert.match(fetches[1]?.document ?? '', /_entities/u);
  });

  test('comes with the answer and the time of each call when it is traced', async () => {
    const { data, extensions } = await ask(JOINED, TRACE);
    assert.deepEqual(data, (await ask(JOINED, ADA)).data);
    const { fetches } = extensions?.explain ?? assert.fail();
    for (const { time } of fetches) assert.ok(time && time.durationMs >= 0 && time.outcome === 'ok');
    assert.equal(fetches[0]?.time?.entities, 0);
    assert.equal(fetches[1]?.time?.entities, 2);
  });

  test('tells of a mutation without its effects', async () => {
    const rename = 'mutation { rename(input: { id: "p1", name: "Nobody" }) { person { name } } }';
    const { extensions } = await ask(rename, PLAN);
    assert.equal(extensions?.explain.operation, 'mutation');
    assert.doesNotMatch(JSON.stringify(await ask('{ people(first: 9) { name } }', ADA)), /Nobody/u);
  });

  test('tells where the events of a subscription come from, over HTTP and WebSocket', async () => {
    const subscription = 'subscription { personChanged { name trackers { id } } }';
    const { extensions } = await ask(subscription, PLAN);
    assert.ok(extensions?.explain.source?.subgraph);
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
    client.send({ id: '1', type: 'subscribe', payload: { query: subscription, extensions: { explain: 'plan' } } });
    const told = (await client.next('next', '1')).payload as Explained;
    assert.equal(told.extensions?.explain.operation, 'subscription');
    assert.match(JSON.stringify(await ask(subscription, TRACE)), /by plan, not by trace/u);
  });

  test('is not told unless asked for, nor kept with answers that are', async () => {
    assert.equal((await ask(JOINED, ADA)).extensions, undefined);
  });

  test('is refused to who lacks the permission, on every transport, before anything is planned', async () => {
    const calls = site.world.calls();
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await site.post({ query: JOINED }, { accept, 'x-trekker-explain': 'trace' });
      assert.equal(response.status, 403);
      const text = await response.text();
      assert.match(text, /plans are shown to who holds the permission people:read/u);
      assert.doesNotMatch(text, /_entities|subgraph/u);
    }
    using client = await SocketClient.signedIn(site.socketUrl);
    client.send({ id: '1', type: 'subscribe', payload: { query: JOINED, extensions: { explain: 'plan' } } });
    assert.match(JSON.stringify(await client.next('error', '1')), /FORBIDDEN/u);
    assert.equal(site.world.calls(), calls);
  });

  test('is asked for by plan or trace and nothing else', async () => {
    const response = await site.post({ query: JOINED }, { ...ADA, 'x-trekker-explain': 'yes' });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /x-trekker-explain must be plan or trace, got \\"yes\\"/u);
    const body = { query: JOINED, extensions: { explain: true } };
    assert.match(await (await site.post(body, ADA)).text(), /extensions.explain must be plan or trace, got true/u);
  });
});

describe('plans', () => {
  test('are shown to nobody where they are switched off, and to anybody where that is said', async () => {
    await using off = await startGateway({ explain: 'off', explainScope: 'people:read' });
    assert.match(JSON.stringify(await off.ask(JOINED, {}, PLAN)), /plans are not shown here/u);
    await using open = await startGateway({ explain: 'anybody' });
    const { extensions } = (await open.ask(JOINED, {}, { 'x-trekker-explain': 'plan' })) as Explained;
    assert.equal(extensions?.explain.operation, 'query');
  });

  test('are shown to nobody where what callers may is left to subgraphs', async () => {
    await using site = await startGateway({ explainScope: 'people:read' }, () => ({ authority: null }));
    assert.match(JSON.stringify(await site.ask(JOINED, {}, PLAN)), /FORBIDDEN/u);
  });
});
