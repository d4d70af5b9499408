import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGateway } from '../src/gateway.ts';
import { readConfig } from '@trekker/kit';
import { gatewayOptions } from '../src/config.ts';
import { testDependencies } from './engine-harness.ts';
import { startGateway } from './gateway-harness.ts';
import { eventually, SocketClient } from './socket-client.ts';
import { createWorld } from './world/world.ts';

describe('a gateway that stops', () => {
  test('finishes what is under way, then asks sockets and streams to come back', async () => {
    const site = await startGateway();
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', 'subscription { personChanged { name } }');
    const stream = await fetch(`${site.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { personChanged { id } }' }),
    });
    await eventually(() => site.world.events.people.listeners === 2);
    const answer = site.ask('{ slow(ms: 300) }');
    client.subscribe('q', '{ slow(ms: 300) }');
    await sleep(100);
    const draining = site.gateway.drain?.();
    assert.equal(await site.gateway.ready?.(), 'draining');
    await assert.rejects(fetch(`${site.origin}/healthz`, { headers: { connection: 'close' } }));
    assert.deepEqual((await answer).data, { slow: 'awake' });
    assert.deepEqual((await client.next('next', 'q')).payload, { data: { slow: 'awake' } });
    assert.deepEqual(await client.closed, { code: 1012, reason: 'the service restarts' });
    assert.match(await stream.text(), /the gateway stops; come back/);
    await draining;
    await site.gateway.stop();
    assert.equal(site.world.events.people.listeners, 0);
  });

  test('does not wait for connections that have not asked anything', async () => {
    const site = await startGateway({ drainMs: 60_000 });
    const { hostname, port } = new URL(site.origin);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    await site.ask('{ page { hasNextPage } }'); // by now the server has heard of the other connection as well
    const started = performance.now();
    await site.gateway.stop();
    assert.ok(performance.now() - started < 20_000);
    silent.destroy();
  });

  test('does not wait for ever', async () => {
    const site = await startGateway({ drainMs: 200, requestDeadlineMs: 60_000 });
    const hanging = site.ask('{ slow(ms: 30000) }');
    await eventually(() => site.world.calls() === 1);
    const started = performance.now();
    await Promise.all([assert.rejects(hanging), site.gateway.stop()]);
    assert.ok(performance.now() - started < 20_000);
    await eventually(() => site.world.subgraphs.get('people')?.requests[0]?.signal.aborted === true);
  });

  test('leaves no timer, socket or listener behind', async () => {
    const before = process.getActiveResourcesInfo().length;
    const site = await startGateway();
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
    client.subscribe('1', 'subscription { personChanged { name } }');
    await site.ask('{ page { hasNextPage } }', {}, { connection: 'close' });
    await site.gateway.stop();
    await site.gateway.stop();
    await client.closed;
    await eventually(() => process.getActiveResourcesInfo().length <= before, 5_000);
    assert.equal(site.world.events.people.listeners, 0);
  });
});

describe('a gateway that starts', () => {
  test('fails when its port is taken, and can then be stopped', async () => {
    await using first = await startGateway();
    const config = { ...readConfig(gatewayOptions, {}), port: first.gateway.address().port };
    const second = createGateway(config, testDependencies(createWorld()));
    await assert.rejects(second.start(), /EADDRINUSE/u);
    await second.stop();
  });

  test('fails when it cannot read the supergraph', async () => {
    const config = { ...readConfig(gatewayOptions, {}), port: 0 };
    const broken = { ...testDependencies(createWorld()), supergraphSdl: 'type Query { a: Int }' };
    const gateway = createGateway(config, broken);
    await assert.rejects(gateway.start());
    await gateway.stop();
  });

  test('serves a supergraph by the stock executor when told so', async () => {
    await using site = await startGateway({ executor: 'stock' });
    assert.deepEqual((await site.ask('{ person(id: "p1") { name firstTracker { label } } }')).data, {
      person: { name: 'Bo', firstTracker: { label: '<Tracker 1>' } },
    });
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', 'subscription { countTo(limit: 1) }');
    await client.next('complete', '1');
  });
});
