import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testEngine, viewerOf, type TestEngine } from '../engine-harness.ts';
import { listen } from '../listening.ts';
import { eventually } from '../socket-client.ts';
import { createHarbour, type Harbour } from './harbour.ts';

const SHIPS =
  'subscription ($filter: ShipFilter) { ships(filter: $filter) { cursor snapshot ships { id place { latitude } } left } }';

let harbour: Harbour;
let on: TestEngine;
beforeEach(async () => {
  harbour = createHarbour();
  const { supergraphSdl, subgraphs } = harbour;
  on = await testEngine({ conflateAboveBytes: 1_024 }, { supergraphSdl, subgraphs });
});
afterEach(() => on.engine.stop());

/** A subscriber whose other end reads when the test says so. */
async function slowly(variables: Record<string, unknown> = {}, query = SHIPS) {
  const slow = { heard: [] as any[], backlog: 0 };
  const verifiedAt = on.engine.hub.mark();
  const accepted = await on.engine.accept({ query, operationName: null, variables });
  const caller = { viewer: viewerOf('ada'), requestId: 'r', clientAddress: undefined, readAfter: undefined };
  const sink = {
    next: (payload: Buffer) => void slow.heard.push(JSON.parse(payload.toString()).data),
    error: () => {},
    complete: () => {},
    backlog: () => slow.backlog,
  };
  const leave = on.engine.hub.subscribe({ ...accepted, verifiedAt, caller, sink });
  return { ...slow, slow, leave };
}

describe('a subscriber who reads slowly', () => {
  test('is told of each entity only the newest record, once it has read, and nobody else notices', async () => {
    const quick = await listen(SHIPS, { on });
    const { slow } = await slowly();
    await eventually(() => slow.heard.length === 1 && on.engine.hub.upstreams === 1);
    slow.backlog = 10_000;
    for (let n = 0; n < 30; n++) harbour.move(n % 2 ? 'a' : 'b', n, n);
    harbour.leave('b');
    await eventually(() => quick.heard.length === 32);
    assert.equal(slow.heard.length, 1);
    assert.equal(on.engine.hub.slow, 1);
    slow.backlog = 0;
    await eventually(() => slow.heard.length === 2);
    assert.deepEqual(slow.heard[1].ships, {
      cursor: '30',
      snapshot: false,
      ships: [{ id: 'a', place: { latitude: 29 } }],
      left: ['b'],
    });
    assert.equal(on.engine.hub.slow, 0);
    harbour.move('c', 1, 1);
    await eventually(() => slow.heard.length === 3);
  });

  test('is told what left its filter meanwhile, and a snapshot before what changed since', async () => {
    harbour.move('a', 10, 10);
    const north = { filter: { tiles: [{ zoom: 1, x: 1, y: 0 }] } };
    const { slow } = await slowly(north);
    slow.backlog = 10_000;
    const quick = await listen(SHIPS, { on });
    await eventually(() => quick.heard.length === 1);
    harbour.move('b', 20, 20);
    harbour.move('a', -10, 10);
    await eventually(() => quick.heard.length === 3);
    await sleep(20);
    assert.equal(slow.heard.length, 0);
    slow.backlog = 0;
    await eventually(() => slow.heard.length === 2);
    const [first, second] = slow.heard.map(({ ships }) => ships);
    assert.deepEqual([first.snapshot, first.ships[0].id], [true, 'a']);
    assert.deepEqual(
      [second.snapshot, second.ships.map(({ id }: { id: string }) => id), second.left],
      [false, ['b'], ['a']],
    );
  });

  test('of a stream that tells each event loses none: it waits in the queue of its socket', async () => {
    const { slow } = await slowly({}, 'subscription { log { cursor } }');
    slow.backlog = 10_000;
    await eventually(() => harbour.moves.listeners === 1);
    for (let n = 0; n < 30; n++) harbour.move('a', n, n);
    await eventually(() => slow.heard.length === 30);
    assert.equal(on.engine.hub.slow, 0);
  });

  test('and leaves is not looked for any more', async () => {
    const { slow, leave } = await slowly();
    await eventually(() => slow.heard.length === 1);
    slow.backlog = 10_000;
    harbour.move('a', 1, 1);
    await eventually(() => on.engine.hub.slow === 1);
    leave();
    assert.equal(on.engine.hub.slow, 0);
    assert.equal(on.engine.hub.upstreams, 0);
  });
});
