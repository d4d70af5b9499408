import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate as tick, setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphExecutor, Viewer } from '@trekker/kit';
import type { PublicError } from '../src/errors/public-error.ts';
import { testEngine, viewerOf, type TestEngine } from './engine-harness.ts';
import { eventually } from './socket-client.ts';
import { createWorld } from './world/world.ts';

let gateway: TestEngine;
beforeEach(async () => {
  gateway = await testEngine();
});
afterEach(() => gateway.engine.stop());

/** A subscription and everything it heard. */
interface Listening {
  readonly heard: string[];
  readonly errors: PublicError[];
  completed: boolean;
  leave(): void;
}

async function listen(
  query: string,
  {
    viewer = viewerOf('ada'),
    variables = {},
    on = gateway,
  }: { viewer?: Viewer | null; variables?: Record<string, unknown>; on?: TestEngine } = {},
): Promise<Listening> {
  const verifiedAt = on.engine.hub.mark();
  const accepted = await on.engine.accept({ query, operationName: null, variables });
  const listening: Listening = { heard: [], errors: [], completed: false, leave: () => {} };
  listening.leave = on.engine.hub.subscribe({
    ...accepted,
    verifiedAt,
    caller: { viewer, requestId: 'r', clientAddress: undefined, readAfter: undefined },
    sink: {
      next: (payload) => listening.heard.push(payload.toString()),
      error: (errors) => listening.errors.push(...errors),
      complete: () => {
        listening.completed = true;
      },
    },
  });
  return listening;
}

const JOINED = `subscription {
  positionsChanged(after: "now") { positions { latitude t: tracker { id: name label person { name boss { n: name } } } } }
}`;
const SNAPSHOT = 'subscription { positionsChanged { snapshot positions { id } } }';
const PEOPLE = 'subscription { personChanged { name } }';

describe('an event', () => {
  test('carries entity fields of other subgraphs under the names the caller gave', async () => {
    const listening = await listen(JOINED);
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
      Array.from({ length: 50 }, (_, n) => listen(JOINED, { viewer: viewerOf(`user${n}`) })),
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
    const listening = await listen('subscription { personChanged { name s: strict } }');
    await eventually(() => gateway.world.events.people.listeners === 1);
    gateway.world.events.people.publish({ id: 'p4', name: 'Eve' } as never);
    await eventually(() => listening.heard.length === 1);
    assert.deepEqual(JSON.parse(listening.heard[0] ?? ''), {
      errors: [{ message: 'not for you', extensions: { code: 'FORBIDDEN' }, path: ['personChanged', 's'] }],
      data: null,
    });
  });
});

describe('a group', () => {
  test('takes nobody in after its first event: who comes later gets a snapshot of its own', async () => {
    const first = await listen(SNAPSHOT);
    await eventually(() => first.heard.length === 1);
    gateway.world.events.positions.publish(['pos-t1']);
    await eventually(() => first.heard.length === 2);
    const second = await listen(SNAPSHOT);
    await eventually(() => second.heard.length === 1);
    assert.equal(JSON.parse(second.heard[0] ?? '').data.positionsChanged.snapshot, true);
    assert.equal(gateway.engine.hub.upstreams, 2);
    gateway.world.events.positions.publish(['pos-t2']);
    await eventually(() => first.heard.length === 3 && second.heard.length === 2);
  });

  for (const [what, other] of [
    ['tenants', { tenantId: 'other' }],
    ['grants', { grants: [{ permissions: ['people:read'], units: ['u1'], places: null, until: null }] }],
    ['permissions', { grants: [] }],
    ['kinds of actors', { actor: { kind: 'key', id: 'ada' } }],
  ] as const) {
    test(`never spans ${what}`, async () => {
      await listen(PEOPLE);
      await listen(PEOPLE, { viewer: viewerOf('ada', other) });
      await listen(PEOPLE, { viewer: null });
      assert.equal(gateway.engine.hub.upstreams, 3);
    });
  }

  test('spans grants in another order and variables in another order, not other variables', async () => {
    const a = { permissions: ['x', 'y'], units: ['1', '2'], places: null, until: null };
    const b = { permissions: ['z'], units: null, places: ['p'], until: null };
    await listen(PEOPLE, { viewer: viewerOf('ada', { grants: [a, b] }) });
    const reordered = [b, { ...a, permissions: ['y', 'x'], units: ['2', '1'] }];
    await listen(PEOPLE, { viewer: viewerOf('eve', { grants: reordered }) });
    assert.equal(gateway.engine.hub.upstreams, 1);
    const query = 'subscription ($ids: [ID!]) { positionsChanged(trackerIds: $ids) { snapshot } }';
    await listen(query, { variables: { ids: ['1'] } });
    await listen(query, { variables: { ids: ['2'] } });
    assert.equal(gateway.engine.hub.upstreams, 3);
  });

  test('goes on when its first member leaves, in the name of another', async () => {
    const first = await listen(JOINED, { viewer: viewerOf('first') });
    const second = await listen(JOINED, { viewer: viewerOf('second') });
    await eventually(() => gateway.world.events.positions.listeners === 1);
    first.leave();
    gateway.world.events.positions.publish(['pos-t1']);
    await eventually(() => second.heard.length === 1);
    assert.equal(first.heard.length, 0);
    assert.equal(gateway.world.subgraphs.get('trackers')?.requests.at(-1)?.viewer?.actor.id, 'second');
  });

  test('leaves nothing behind after a thousand comings and goings', async () => {
    for (let n = 0; n < 1_000; n++) {
      const listening = await listen(n % 2 ? PEOPLE : JOINED, {
        viewer: viewerOf(`user${n % 7}`, { tenantId: `t${n % 3}` }),
      });
      if (n % 3 === 0) await tick();
      listening.leave();
    }
    await eventually(() => gateway.world.events.people.listeners + gateway.world.events.positions.listeners === 0);
    assert.equal(gateway.engine.hub.upstreams, 0);
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });
});

describe('a subscription', () => {
  test('that its subgraph ends is complete', async () => {
    const listening = await listen('subscription { countTo(limit: 2) }');
    await eventually(() => listening.completed);
    assert.deepEqual(listening.heard, ['{"data":{"countTo":1}}', '{"data":{"countTo":2}}']);
    assert.equal(gateway.engine.hub.upstreams, 0);
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('whose upstream is lost hears UNAVAILABLE, never complete', async () => {
    const listening = await listen(PEOPLE);
    await eventually(() => gateway.world.events.people.listeners === 1);
    gateway.world.events.people.fail(new Error('read ECONNRESET 10.1.2.3'));
    await eventually(() => listening.errors.length === 1);
    assert.equal(listening.completed, false);
    assert.equal(listening.errors[0]?.extensions.code, 'UNAVAILABLE');
    assert.doesNotMatch(JSON.stringify(listening.errors), /10\.1\.2\.3/u);
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('that is refused by its subgraph hears why', async () => {
    const listening = await listen('subscription { refused }');
    await eventually(() => listening.errors.length === 1);
    assert.deepEqual(listening.errors[0]?.extensions, { code: 'FORBIDDEN', permission: 'people:read' });
    assert.equal(gateway.engine.hub.subscriptions, 0);
  });

  test('ends when the credential of its viewer expires, others of its group stay', async () => {
    const short = await listen(PEOPLE, { viewer: viewerOf('short', { expiresAt: Date.now() + 60 }) });
    const long = await listen(PEOPLE);
    assert.equal(gateway.engine.hub.upstreams, 1);
    await eventually(() => short.errors.length === 1);
    assert.equal(short.errors[0]?.extensions.code, 'TOKEN_EXPIRED');
    gateway.world.events.people.publish({ id: 'p1', name: 'Later' } as never);
    await eventually(() => long.heard.length === 1);
    assert.equal(short.heard.length, 0);
  });

  test('ends when a grant of its viewer does', async () => {
    const grants = [{ permissions: ['people:read'], units: null, places: null, until: Date.now() + 60 }];
    const listening = await listen(PEOPLE, { viewer: viewerOf('guest', { grants }) });
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
        sink: { next: () => {}, complete: () => {}, error: (all) => errors.push(...all) },
      });
    begin('eve', verifiedAt);
    assert.equal(errors[0]?.extensions.code, 'UNAUTHENTICATED');
    assert.equal(gateway.engine.hub.upstreams, 0);
    begin('eve', gateway.engine.hub.mark());
    begin('ada', verifiedAt);
    assert.equal(gateway.engine.hub.subscriptions, 2);
  });

  test('is ended by a revocation that names its viewer, within its group', async () => {
    const eve = await listen(PEOPLE, { viewer: viewerOf('eve') });
    const ada = await listen(PEOPLE, { viewer: viewerOf('ada') });
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
