import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { testEngine, viewerOf, type TestEngine } from '../engine-harness.ts';
import { listen, type Listening } from '../listening.ts';
import { eventually } from '../socket-client.ts';
import { createHarbour, type Harbour } from './harbour.ts';

const SHIPS = `subscription ($filter: ShipFilter, $after: String, $pace: Int) {
  ships(filter: $filter, after: $after, pace: $pace) { cursor snapshot s: ships { id name } left }
}`;
const NORTH_EAST = { tiles: [{ zoom: 1, x: 1, y: 0 }] };
const SOUTH = {
  tiles: [
    { zoom: 1, x: 0, y: 1 },
    { zoom: 1, x: 1, y: 1 },
  ],
};

let harbour: Harbour;
let on: TestEngine;
beforeEach(async () => {
  harbour = createHarbour();
  const { supergraphSdl, subgraphs } = harbour;
  on = await testEngine({}, { supergraphSdl, subgraphs });
  harbour.move('a', 10, 10);
  harbour.move('b', -10, 10);
});
afterEach(() => on.engine.stop());

/** Everything a subscriber heard as `snapshot? id,id -left`. */
const heard = (listening: Listening) =>
  listening.heard.map((text) => {
    const { snapshot, s, left } = JSON.parse(text).data.ships;
    return [
      ...(snapshot ? ['all'] : []),
      ...s.map(({ id }: { id: string }) => id),
      ...left.map((id: string) => `-${id}`),
    ].join(' ');
  });
const follow = async (variables: Record<string, unknown>, user = 'ada') => {
  const listening = await listen(SHIPS, { on, variables, viewer: viewerOf(user) });
  await eventually(() => listening.heard.length > 0);
  return listening;
};

describe('subscribers who differ in member filters', () => {
  test('share one upstream and one resolve of each event, and hear what is theirs', async () => {
    const north = await follow({ filter: NORTH_EAST });
    const south = await follow({ filter: SOUTH }, 'bo');
    const some = await follow({ filter: { ids: ['a', 'c'] } });
    const every = await follow({});
    assert.deepEqual(heard(north), ['all a']);
    assert.deepEqual(heard(south), ['all b']);
    await eventually(() => on.engine.hub.upstreams === 1);
    harbour.move('warm', 80, 100); // everybody stands behind this one
    await eventually(() => every.heard.length === 2 && on.engine.hub.upstreams === 1);
    const before = harbour.subgraphs.get('names')?.requests.length ?? 0;
    harbour.move('c', -20, 20);
    await eventually(() => every.heard.length === 3);
    assert.equal((harbour.subgraphs.get('names')?.requests.length ?? 0) - before, 1);
    assert.equal(harbour.moves.listeners, 1);
    harbour.move('a', -1, 1);
    await eventually(() => every.heard.length === 4);
    assert.deepEqual(heard(north), ['all a', 'warm', '-a']);
    assert.deepEqual(heard(south), ['all b', 'c', 'a']);
    assert.deepEqual(heard(some), ['all a', 'c', 'a']);
    assert.deepEqual(heard(every), ['all a b', 'warm', 'c', 'a']);
    assert.match(south.heard[1] ?? '', /"name":"MS c"/);
  });

  test('hear that one left where it was told, and nothing of what was not', async () => {
    const north = await follow({ filter: NORTH_EAST });
    const every = await follow({});
    harbour.move('warm', -1, -1);
    await eventually(() => every.heard.length === 2 && on.engine.hub.upstreams === 1);
    harbour.leave('b');
    harbour.leave('a');
    await eventually(() => every.heard.length === 4);
    assert.deepEqual(heard(north), ['all a', '-a']);
    assert.deepEqual(heard(every).slice(2), ['-b', '-a']);
  });

  test('never share with another tenant, with other grants, or with other arguments', async () => {
    await follow({ filter: NORTH_EAST });
    await follow({ filter: SOUTH });
    await eventually(() => on.engine.hub.upstreams === 1);
    const other = await listen(SHIPS, { on, viewer: viewerOf('eve', { tenantId: 'other' }) });
    const weaker = await listen(SHIPS, { on, viewer: viewerOf('eve', { grants: [] }) });
    const paced = await follow({ pace: 5 });
    const flagged = await follow({ filter: { ...SOUTH, flag: 'NO' } });
    harbour.move('c', -20, 20);
    await eventually(() => [other, weaker, paced, flagged].every((each) => each.heard.length === 2));
    assert.equal(on.engine.hub.upstreams, 5);
  });

  test('never share what depends on who asks', async () => {
    for (const user of ['ada', 'bo', 'bo'])
      await listen('subscription { mine { cursor } }', { on, viewer: viewerOf(user) });
    assert.equal(on.engine.hub.upstreams, 2);
    for (const user of ['ada', 'bo']) await listen('subscription { log { cursor } }', { on, viewer: viewerOf(user) });
    assert.equal(on.engine.hub.upstreams, 3);
  });

  test('hear errors of the records they are told, at the places these have for them', async () => {
    const query = 'subscription ($filter: ShipFilter) { ships(filter: $filter) { ships { name } } }';
    const every = await listen(query, { on });
    await eventually(() => every.heard.length === 1);
    harbour.move('cursed', -20, 20);
    await eventually(() => every.heard.length === 2);
    const { errors, data } = JSON.parse(every.heard[1] ?? '');
    assert.deepEqual(data, { ships: { ships: [{ name: null }] } });
    assert.deepEqual(errors[0].path, ['ships', 'ships', 0, 'name']);
    const north = await listen(query, { on, variables: { filter: { ids: ['cursed'] } } });
    await eventually(() => north.heard.length === 1);
    harbour.move('warm', 1, 1);
    await eventually(() => on.engine.hub.upstreams === 1);
    harbour.move('cursed', 20, 20);
    await eventually(() => north.heard.length === 2);
    assert.deepEqual(JSON.parse(north.heard[1] ?? ''), JSON.parse(every.heard.at(-1) ?? ''));
  });
});

describe('a subscriber who comes later', () => {
  test('gets a snapshot of its own and then joins those who are there', async () => {
    const first = await follow({});
    const second = await follow({});
    assert.deepEqual(heard(second), ['all a b']);
    await eventually(() => on.engine.hub.upstreams === 1);
    for (let n = 0; n < 20; n++) harbour.move('c', n, n);
    await eventually(() => second.heard.length === 21);
    assert.deepEqual(second.heard.slice(1), first.heard.slice(1));
  });

  test('with a cursor is told what it missed, once and in order, then what comes', async () => {
    const LOG = 'subscription ($after: String) { log(after: $after) { cursor } }';
    const cursors = ({ heard: all }: Listening) => all.map((text) => Number(JSON.parse(text).data.log.cursor));
    const first = await listen(LOG, { on });
    await eventually(() => harbour.moves.listeners === 1);
    for (let n = 0; n < 50; n++) harbour.move('c', n, n);
    const second = await listen(LOG, { on, variables: { after: '20' } });
    for (let n = 0; n < 50; n++) harbour.move('c', n, n);
    await eventually(() => on.engine.hub.upstreams === 1);
    for (let n = 0; n < 5; n++) harbour.move('c', n, n);
    await eventually(() => first.heard.length === 105);
    assert.deepEqual(
      cursors(second),
      Array.from({ length: 86 }, (_, n) => 21 + n),
    );
    assert.deepEqual(
      cursors(first),
      Array.from({ length: 105 }, (_, n) => 2 + n),
    );
  });

  test('with a cursor is told of what leaves its filter later, though it was told of it before', async () => {
    await follow({});
    const back = await follow({ filter: NORTH_EAST, after: '0' });
    harbour.move('warm', -1, -1);
    await eventually(() => on.engine.hub.upstreams === 1);
    harbour.move('a', -1, 1);
    await eventually(() => heard(back).at(-1) === '-a');
  });
});
