import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { testEngine, viewerOf, type TestEngine } from '../engine-harness.ts';
import { listen, type Listening } from '../listening.ts';
import { eventually } from '../socket-client.ts';
import { createHarbour, type Harbour } from './harbour.ts';

const LOG = 'subscription ($after: String) { log(after: $after) { cursor ship { id note } } }';
const SHIPS = 'subscription ($filter: ShipFilter) { ships(filter: $filter) { snapshot ships { id note } } }';

let harbour: Harbour;
let on: TestEngine;
beforeEach(async () => {
  harbour = createHarbour();
  const { supergraphSdl, subgraphs } = harbour;
  on = await testEngine({ resumeMs: 500 }, { supergraphSdl, subgraphs });
});
afterEach(() => on.engine.stop());

const cursors = ({ heard }: Listening) => heard.map((text) => Number(JSON.parse(text).data.log.cursor));
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const move = (times: number) => {
  for (let n = 0; n < times; n++) harbour.move('a', n % 80, n % 80);
};
/** The supergraph with another text, and the same subgraphs under other names of their executors where told to. */
const replace = ({ sdl = harbour.supergraphSdl, moved = false }: { sdl?: string; moved?: boolean } = {}) =>
  on.engine.replace({
    supergraphSdl: sdl,
    subgraphs: new Map([...harbour.subgraphs].map(([name, subgraph]) => [name, moved ? { ...subgraph } : subgraph])),
  });

describe('a new supergraph', () => {
  test('takes subscriptions over with their upstream, where that is the same on it', async () => {
    const listening = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    for (let n = 0; n < 10; n++) {
      move(5);
      await replace();
      move(5);
    }
    await eventually(() => listening.heard.length === 100);
    assert.deepEqual(cursors(listening), upTo(100));
    assert.equal(harbour.moves.opened, 1);
  });

  test('takes subscriptions over behind their last event, where the upstream is another', async () => {
    const listening = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    for (let n = 0; n < 10; n++) {
      move(5);
      if (n === 5) await eventually(() => listening.heard.length > 10);
      await replace({ moved: true });
      move(5);
    }
    await eventually(() => listening.heard.length === 100);
    assert.deepEqual(cursors(listening), upTo(100));
    assert.equal(harbour.moves.listeners, 1);
    assert.deepEqual(listening.errors, []);
  });

  test('resolves the next event of a subscription by its own plan', async () => {
    const listening = await listen(LOG, { on });
    move(1);
    await eventually(() => listening.heard.length === 1);
    assert.match(listening.heard[0] ?? '', /"ship":\{"id":"a","note":"of names"\}/);
    await on.engine.replace({
      supergraphSdl: harbour.supergraphSdl,
      subgraphs: new Map(harbour.subgraphs).set('names', harbour.otherNames),
    });
    move(1);
    await eventually(() => listening.heard.length === 2);
    assert.match(listening.heard[1] ?? '', /"ship":\{"id":"a","note":"of others"\}/);
  });

  test('ends what is no longer valid with the reason, and nothing else', async () => {
    const listening = await listen(SHIPS, { on });
    const other = await listen(LOG, { on });
    await eventually(() => listening.heard.length === 1);
    await replace({ sdl: harbour.supergraphSdl.replace(/ {2}ships\(filter[^\n]*\n/, '') });
    await eventually(() => listening.errors.length === 1);
    assert.equal(listening.errors[0]?.extensions.code, 'QUERY_INVALID');
    move(1);
    await eventually(() => other.heard.length === 1);
    assert.equal(listening.completed, false);
    assert.equal(on.engine.hub.subscriptions, 1);
  });

  test('keeps groups together, filters included', async () => {
    const filters = [{ ids: ['a'] }, { ids: ['b'] }, {}];
    const all = await Promise.all(filters.map((filter) => listen(SHIPS, { on, variables: { filter } })));
    await eventually(() => all.every(({ heard }) => heard.length === 1));
    harbour.move('a', 1, 1);
    await eventually(() => on.engine.hub.upstreams === 1);
    await replace({ moved: true });
    harbour.move('b', 1, 1);
    harbour.move('a', 2, 2);
    await eventually(() => (all[2]?.heard.length ?? 0) >= 4);
    assert.equal(on.engine.hub.upstreams, 1);
    assert.deepEqual(
      all.map(({ heard }) => heard.length - heard.filter((text) => /"ships":\[\]/.test(text)).length),
      [2, 1, 3],
    );
    const late = await listen(SHIPS, { on, variables: { filter: { ids: ['c'] } } });
    await eventually(() => late.heard.length === 1);
    await eventually(() => on.engine.hub.upstreams === 1);
  });

  test('is not missed by a subscription that was planned before it and begins after it', async () => {
    const verifiedAt = on.engine.hub.mark();
    const accepted = await on.engine.accept({ query: LOG, operationName: null, variables: {} });
    await on.engine.replace({
      supergraphSdl: harbour.supergraphSdl,
      subgraphs: new Map(harbour.subgraphs).set('names', harbour.otherNames),
    });
    const heard: string[] = [];
    const caller = { viewer: viewerOf('ada'), requestId: 'r', clientAddress: undefined, readAfter: undefined };
    const sink = {
      next: (all: Buffer) => heard.push(all.toString()),
      error: () => {},
      complete: () => {},
      backlog: () => 0,
    };
    on.engine.hub.subscribe({ ...accepted, verifiedAt, caller, sink });
    await eventually(() => harbour.moves.listeners === 1);
    await eventually(() => {
      move(1);
      return heard.some((text) => text.includes('of others'));
    });
  });
});

describe('an upstream that is lost', () => {
  test('is resumed behind its last event, and nobody notices', async () => {
    const listening = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    move(3);
    await eventually(() => listening.heard.length === 3);
    harbour.moves.fail(new Error('gone'));
    move(3);
    await eventually(() => listening.heard.length === 6);
    assert.deepEqual(cursors(listening), upTo(6));
    assert.deepEqual(listening.errors, []);
  });

  test('for too long is an error, never silence', async () => {
    const listening = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    move(1);
    await eventually(() => listening.heard.length === 1);
    const keepFailing = setInterval(() => harbour.moves.fail(new Error('gone')), 5);
    await eventually(() => listening.errors.length === 1, 5_000);
    clearInterval(keepFailing);
    assert.equal(listening.errors[0]?.extensions.code, 'UNAVAILABLE');
    assert.equal(on.engine.hub.upstreams, 0);
  });

  test('with no one left is not looked for any more', async () => {
    const listening = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    move(1);
    await eventually(() => listening.heard.length === 1);
    harbour.moves.fail(new Error('gone'));
    listening.leave();
    assert.equal(on.engine.hub.upstreams, 0);
    await eventually(() => harbour.moves.listeners === 0);
  });
});
