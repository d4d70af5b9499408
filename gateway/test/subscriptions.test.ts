import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphExecutor, SubgraphResult } from '@trekker/kit';
import type { PublicError } from '../src/errors/public-error.ts';
import { testEngine, viewerOf, type TestEngine } from './engine-harness.ts';
import { JOINED, listen, PEOPLE } from './listening.ts';
import { eventually } from './socket-client.ts';
import { createWorld } from './world/world.ts';

let gateway: TestEngine;
beforeEach(async () => {
  gateway = await testEngine();
});
afterEach(() => gateway.engine.stop());

/** An engine whose people subgraph says just this, waiting a little at each null. */
function answering(...results: (SubgraphResult | null)[]): Promise<TestEngine> {
  const subgraphs = new Map<string, SubgraphExecutor>(createWorld().subgraphs);
  const people = subgraphs.get('people');
  async function* say() {
    for (const result of results) {
      if (result) yield result;
      else await sleep(20);
    }
  }
  if (people) subgraphs.set('people', { ...people, subscribe: say });
  return testEngine({}, { subgraphs });
}

describe('an event', () => {
  test('carries entity fields of other subgraphs under the names the caller gave', async () => {
    const listening = await listen(JOINED, { on: gateway });
    await eventually(() => gateway.world.events.positions.listeners === 1);
    gateway.world.events.positions.publish(['pos-t1']);
    await eventually(() => listening.heard.length === 1);
    assert.deepEqual(JSON.parse(listening.heard[0] ?? ''), {
      data: {
        positionsChanged: {
          positions: [
            {
              latitude: 59.01,
              t: { id: 'Tracker 1', label: '<Tracker 1>', person: { name: 'Bo', boss: { n: 'Ada' } } },
            },
          ],
        },
      },
    });
  });

  test('is resolved and written once for a group, whoever is in it', async () => {
    const members = await Promise.all(
      Array.from({ length: 50 }, (_, n) => listen(JOINED, { on: gateway, viewer: viewerOf(`user${n}`) })),
    );
    await eventually(() => gateway.world.events.positions.listeners > 0);
    assert.equal(gateway.world.events.positions.opened, 1);
    const before = gateway.world.calls();
    gateway.world.events.positions.publish(['pos-t1', 'pos-t2']);
    await eventually(() => members.every(({ heard }) => heard.length === 1));
    assert.equal(new Set(members.flatMap(({ heard }) => heard)).size, 1);
    assert.ok(gateway.world.calls() - before <= 5, `${gateway.world.calls() - before} calls for one event`);
  });

  test('follows the one before it, however long that took to resolve', async () => {
    const slow = new Map<string, SubgraphExecutor>(gateway.world.subgraphs);
    const trackers = gateway.world.subgraphs.get('trackers');
    let delay = 60;
    if (trackers) {
      slow.set('trackers', {
        ...trackers,
        async execute(request) {
          await sleep((delay -= 25));
          return trackers.execute(request);
        },
      });
    }
    const on = { ...(await testEngine({}, { subgraphs: slow })), world: gateway.world };
    const listening = await listen('subscription { positionsChanged(after: "x") { positions { tracker { name } } } }', {
      on,
    });
    await eventually(() => gateway.world.events.positions.listeners === 1);
    for (const id of ['pos-t1', 'pos-t2']) gateway.world.events.positions.publish([id]);
    await eventually(() => listening.heard.length === 2);
    await on.engine.stop();
    assert.match(listening.heard[0] ?? '', /Tracker 1/u);
    assert.match(listening.heard[1] ?? '', /Tracker 2/u);
  });

  test('with an error of another subgraph still comes, with the path of the error', async () => {
    const listening = await listen('subscription { personChanged { name s: strict } }', { on: gateway });
    await eventually(() => gateway.world.events.people.listeners === 1);
    gateway.world.events.people.publish({ id: 'p4', name: 'Eve' } as never);
    await eventually(() => listening.heard.length === 1);
    assert.deepEqual(JSON.parse(listening.heard[0] ?? ''), {
      errors: [{ message: 'not for you', extensions: { code: 'FORBIDDEN' }, path: ['personChanged', 's'] }],
      data: null,
    });
  });
});

describe('a subscription', () => {
  test('that its subgraph ends is complete', async () => {
    const listening = await listen('subscription { countTo(limit: 2) }', { on: gateway });
    await eventually(() => listening.completed);
    assert.deepEqual(listening.heard, ['{"data":{"countTo":1}}', '{"data":{"countTo":2}}']);
    assert.equal(gateway.engine.hub.upstreams, 0);
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('that its subgraph ends is interrupted where subscriptions have no end', async () => {
    const on = await testEngine({ endlessSubscriptions: true });
    const listening = await listen('subscription { countTo(limit: 2) }', { on });
    await eventually(() => listening.errors.length === 1);
    await on.engine.stop();
    assert.equal(listening.heard.length, 2);
    assert.equal(listening.completed, false);
    assert.equal(listening.errors[0]?.extensions.code, 'UNAVAILABLE');
  });

  test('hears why it was refused also where the refusal looks like an event', async () => {
    const refusal = { data: null, errors: [{ message: 'too old', extensions: { code: 'CURSOR_EXPIRED' } }] };
    const on = await answering(refusal);
    const listening = await listen(PEOPLE, { on });
    await eventually(() => listening.errors.length === 1);
    await on.engine.stop();
    assert.deepEqual(listening.heard, []);
    assert.equal(listening.completed, false);
    assert.equal(listening.errors[0]?.extensions.code, 'CURSOR_EXPIRED');
  });

  test('goes on after an event whose fields failed', async () => {
    const failed = {
      data: null,
      errors: [{ message: 'no', path: ['_a0'], extensions: { code: 'FORBIDDEN' } }],
    };
    const on = await answering(failed, null, { data: { _a0: { name: 'Bo' } } });
    const listening = await listen(PEOPLE, { on });
    await eventually(() => listening.heard.length === 2);
    await on.engine.stop();
    assert.deepEqual(JSON.parse(listening.heard[0] ?? ''), {
      errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' }, path: ['personChanged'] }],
      data: null,
    });
    assert.equal(listening.heard[1], '{"data":{"personChanged":{"name":"Bo"}}}');
  });

  test('whose upstream is lost hears UNAVAILABLE, never complete', async () => {
    const listening = await listen(PEOPLE, { on: gateway });
    await eventually(() => gateway.world.events.people.listeners === 1);
    gateway.world.events.people.fail(new Error('read ECONNRESET 10.1.2.3'));
    await eventually(() => listening.errors.length === 1);
    assert.equal(listening.completed, false);
    assert.equal(listening.errors[0]?.extensions.code, 'UNAVAILABLE');
    assert.doesNotMatch(JSON.stringify(listening.errors), /10\.1\.2\.3/u);
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('that is refused by its subgraph hears why', async () => {
    const listening = await listen('subscription { refused }', { on: gateway });
    await eventually(() => listening.errors.length === 1);
    assert.deepEqual(listening.errors[0]?.extensions, { code: 'FORBIDDEN', permission: 'people:read' });
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('ends when the credential of its viewer expires, others of its group stay', async () => {
    const short = await listen(PEOPLE, { on: gateway, viewer: viewerOf('short', { expiresAt: Date.now() + 60 }) });
    const long = await listen(PEOPLE, { on: gateway });
    assert.equal(gateway.engine.hub.upstreams, 1);
    await eventually(() => short.errors.length === 1);
    assert.equal(short.errors[0]?.extensions.code, 'TOKEN_EXPIRED');
    gateway.world.events.people.publish({ id: 'p1', name: 'Later' } as never);
    await eventually(() => long.heard.length === 1);
    assert.equal(short.heard.length, 0);
  });

  test('ends when a grant of its viewer does', async () => {
    const grants = [{ permissions: ['people:read'], units: null, places: null, until: Date.now() + 60 }];
    const listening = await listen(PEOPLE, { on: gateway, viewer: viewerOf('guest', { grants }) });
    await eventually(() => listening.errors.length === 1);
    assert.equal(listening.errors[0]?.extensions.code, 'FORBIDDEN');
    await eventually(() => gateway.world.events.people.listeners === 0);
  });

  test('that was revoked between its credential and its start never starts', async () => {
    const verifiedAt = gateway.engine.hub.mark();
    const accepted = await gateway.engine.accept({ query: PEOPLE, operationName: null, variables: {} });
    gateway.engine.hub.revoke(({ actor }) => actor.id === 'eve');
    const errors: PublicError[] = [];
    const begin = (id: string, mark: number) =>
      gateway.engine.hub.subscribe({
        ...accepted,
        verifiedAt: mark,
        caller: { viewer: viewerOf(id), requestId: 'r', clientAddress: undefined, readAfter: undefined },
        sink: { next: () => {}, complete: () => {}, backlog: () => 0, error: (all) => errors.push(...all) },
      });
    begin('eve', verifiedAt);
    assert.equal(errors[0]?.extensions.code, 'UNAUTHENTICATED');
    assert.equal(gateway.engine.hub.upstreams, 0);
    begin('eve', gateway.engine.hub.mark());
    begin('ada', verifiedAt);
    assert.equal(gateway.engine.hub.subscriptions, 2);
  });

  test('is ended by a revocation that names its viewer, within its group', async () => {
    const eve = await listen(PEOPLE, { on: gateway, viewer: viewerOf('eve') });
    const ada = await listen(PEOPLE, { on: gateway, viewer: viewerOf('ada') });
    gateway.engine.hub.revoke(({ actor }) => actor.id === 'eve');
    assert.equal(eve.errors[0]?.extensions.code, 'UNAUTHENTICATED');
    assert.equal(ada.errors.length, 0);
    gateway.engine.hub.revoke(({ tenantId }) => tenantId === 'acme');
    await eventually(() => gateway.world.events.people.listeners === 0);
    assert.equal(ada.errors.length, 1);
  });

  test('hears of a subgraph that cannot even begin', async () => {
    const subgraphs = new Map<string, SubgraphExecutor>(createWorld().subgraphs);
    const people = subgraphs.get('people');
    if (people) {
      subgraphs.set('people', {
        ...people,
        subscribe() {
          throw new Error('no route to 10.0.0.1');
        },
      });
    }
    const on = await testEngine({}, { subgraphs });
    const listening = await listen(PEOPLE, { on });
    await eventually(() => listening.errors.length === 1);
    await on.engine.stop();
    assert.equal(listening.errors[0]?.extensions.code, 'UNAVAILABLE');
  });
});
