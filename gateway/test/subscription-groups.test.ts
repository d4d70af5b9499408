import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { testEngine, viewerOf, type TestEngine } from './engine-harness.ts';
import { JOINED, listen, PEOPLE, SNAPSHOT } from './listening.ts';
import { eventually } from './socket-client.ts';

let gateway: TestEngine;
beforeEach(async () => {
  gateway = await testEngine();
});
afterEach(() => gateway.engine.stop());

describe('a group', () => {
  test('takes nobody in after its first event: who comes later gets a snapshot of its own', async () => {
    const first = await listen(SNAPSHOT, { on: gateway });
    await eventually(() => first.heard.length === 1);
    gateway.world.events.positions.publish(['pos-t1']);
    await eventually(() => first.heard.length === 2);
    const second = await listen(SNAPSHOT, { on: gateway });
    await eventually(() => second.heard.length === 1);
    assert.equal(JSON.parse(second.heard[0] ?? '').data.positionsChanged.snapshot, true);
    assert.equal(gateway.engine.hub.upstreams, 2);
    gateway.world.events.positions.publish(['pos-t2']);
    await eventually(() => first.heard.length === 3 && second.heard.length === 2);
  });

  test('never spans those who wrote something and those who did not', async () => {
    await listen(PEOPLE, { on: gateway });
    await listen(PEOPLE, { on: gateway, readAfter: { 'main:1': 7 } });
    await listen(PEOPLE, { on: gateway, readAfter: { 'main:1': 8 } });
    assert.equal(gateway.engine.hub.upstreams, 3);
  });

  for (const [what, other] of [
    ['tenants', { tenantId: 'other' }],
    ['grants', { grants: [{ permissions: ['people:read'], units: ['u1'], places: null, until: null }] }],
    ['permissions', { grants: [] }],
    ['kinds of actors', { actor: { kind: 'key', id: 'ada' } }],
  ] as const) {
    test(`never spans ${what}`, async () => {
      await listen(PEOPLE, { on: gateway });
      await listen(PEOPLE, { on: gateway, viewer: viewerOf('ada', other) });
      await listen(PEOPLE, { on: gateway, viewer: null });
      assert.equal(gateway.engine.hub.upstreams, 3);
    });
  }

  test('spans grants in another order and variables in another order, not other variables', async () => {
    const a = { permissions: ['x', 'y'], units: ['1', '2'], places: null, until: null };
    const b = { permissions: ['z'], units: null, places: ['p'], until: null };
    await listen(PEOPLE, { on: gateway, viewer: viewerOf('ada', { grants: [a, b] }) });
    const reordered = [b, { ...a, permissions: ['y', 'x'], units: ['2', '1'] }];
    await listen(PEOPLE, { on: gateway, viewer: viewerOf('eve', { grants: reordered }) });
    assert.equal(gateway.engine.hub.upstreams, 1);
    const query = 'subscription ($ids: [ID!]) { positionsChanged(trackerIds: $ids) { snapshot } }';
    await listen(query, { on: gateway, variables: { ids: ['1'] } });
    await listen(query, { on: gateway, variables: { ids: ['2'] } });
    assert.equal(gateway.engine.hub.upstreams, 3);
  });

  test('goes on when its first member leaves, in the name of another', async () => {
    const first = await listen(JOINED, { on: gateway, viewer: viewerOf('first') });
    const second = await listen(JOINED, { on: gateway, viewer: viewerOf('second') });
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
        on: gateway,
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
