import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraphNamesOf } from '../src/planner/subgraph-addresses.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { SocketClient } from './socket-client.ts';
import { modules, type World } from './world/world.ts';

const OWN = readFileSync(new URL('../../schema/gateway.graphql', import.meta.url), 'utf8');
const supergraphSdl = composed();
const withOwn = (world: World) => ({ supergraphSdl, subgraphs: world.subgraphs });

const RATE = 'rateLimit { requested limit remaining used resetAt }';
const PEOPLE = '{ people(first: 99) { id } }';
const as = (user: string) => ({ authorization: `Bearer ${user}` });

interface Costing {
  readonly data?: { readonly rateLimit: Record<string, unknown> | null };
  readonly extensions?: { readonly cost: Record<string, unknown> };
}

describe('the field rateLimit', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway({ budget: 250, budgetPerSecond: 1 }, withOwn);
  });
  after(() => site.gateway.stop());

  const ask = async (query: string, user: string) =>
    (await (await site.post({ query, extensions: { cost: true } }, as(user))).json()) as Costing;

  test('says over HTTP what extensions.cost says, beside fields of subgraphs as well', async () => {
    const { data, extensions } = await ask(`{ ${RATE} people(first: 99) { id } }`, 'ada');
    assert.deepEqual({ ...data?.rateLimit }, extensions?.cost);
    assert.deepEqual(
      { ...data?.rateLimit, resetAt: '' },
      { requested: 100, limit: 250, remaining: 150, used: 100, resetAt: '' },
    );
  });

  test('says the same over a WebSocket', async () => {
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer bob');
    client.send({ id: '1', type: 'subscribe', payload: { query: `{ ${RATE} }`, extensions: { cost: true } } });
    const { data, extensions } = (await client.next('next', '1')).payload as Costing;
    assert.deepEqual({ ...data?.rateLimit }, extensions?.cost);
    assert.equal(data?.rateLimit?.['remaining'], 250);
  });

  test('costs nothing and is answered when nothing is left', async () => {
    for (let n = 0; n < 3; n += 1) await site.post({ query: PEOPLE }, as('carl'));
    assert.equal((await site.post({ query: PEOPLE }, as('carl'))).status, 429);
    const { data } = await ask(`{ ${RATE} again: rateLimit { left: remaining } }`, 'carl');
    assert.equal(data?.rateLimit?.['requested'], 0);
    assert.equal(data?.rateLimit?.['used'], 200);
    assert.deepEqual((data as Record<string, unknown>)['again'], { left: 50 });
  });

  test('tells each of their own budget, signed in or not', async () => {
    await site.post({ query: PEOPLE }, as('dora'));
    assert.equal((await ask(`{ ${RATE} }`, 'emil')).data?.rateLimit?.['used'], 0);
    assert.equal((await site.ask(`{ ${RATE} }`)).errors, undefined);
  });

  test('is seen by introspection with what it means', async () => {
    const { data } = await site.ask('{ __type(name: "RateLimit") { fields { name description } } }');
    const { fields = [] } = (data?.['__type'] ?? {}) as { fields?: { name: string; description: string }[] };
    assert.deepEqual(
      fields.map(({ name }) => name),
      ['requested', 'limit', 'remaining', 'used', 'resetAt'],
    );
    assert.ok(fields.every(({ description }) => description));
  });
});

describe('rateLimit', () => {
  test('is null without budgets', async () => {
    await using site = await startGateway({ budget: 0 }, withOwn);
    assert.deepEqual(await site.ask(`{ ${RATE} }`), { data: { rateLimit: null } });
  });

  test('is told to each caller apart where equal queries under way together are run once', async () => {
    const settings = { budget: 250, budgetPerSecond: 1, trustForwardedFor: true, coalesceQueries: true };
    await using site = await startGateway(settings, withOwn);
    const from = async (address: string, query: string) =>
      (await site.ask(query, {}, { 'x-forwarded-for': address })) as Costing;
    await from('192.0.2.1', PEOPLE);
    const slow = `{ ${RATE} slow(ms: 80) }`;
    const told = await Promise.all([from('192.0.2.1', slow), from('192.0.2.2', slow)]);
    assert.deepEqual(
      told.map(({ data }) => data?.rateLimit?.['used']),
      [101, 1],
    );
  });

  test('is answered by the gateway: no subgraph of that name has to be had', () => {
    assert.deepEqual(subgraphNamesOf(supergraphSdl).toSorted(), ['people', 'positions', 'trackers']);
  });
});

function composed(): string {
  const services = modules.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) }));
  const own = { name: 'gateway', url: 'trekker:gateway', typeDefs: parse(OWN) };
  const { supergraphSdl: sdl = '', errors } = composeServices([...services, own]);
  assert.equal(errors, undefined);
  return sdl;
}
