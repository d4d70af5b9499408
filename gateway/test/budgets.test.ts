import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { SocketClient } from './socket-client.ts';

const PEOPLE = '{ people(first: 99) { id } }';
const as = (user: string) => ({ authorization: `Bearer ${user}` });

interface Costing {
  readonly extensions?: { readonly cost: { requested: number; limit: number; remaining: number; resetAt: string } };
}

describe('the budget of a caller', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway({ budget: 250, budgetPerSecond: 1 });
  });
  after(() => site.gateway.stop());

  test('is told when asked for, by header or extension, and not otherwise', async () => {
    const { extensions } = (await site.ask(PEOPLE, {}, { ...as('asker'), 'x-trekker-cost': '1' })) as Costing;
    const charge = { requested: 100, limit: 250, remaining: 150, used: 100, resetAt: '' };
    assert.deepEqual({ ...extensions?.cost, resetAt: '' }, charge);
    assert.ok(Date.parse(extensions?.cost.resetAt ?? '') > Date.now());
    const asked = await site.post({ query: '{ page { hasNextPage } }', extensions: { cost: true } }, as('asker'));
    assert.equal(((await asked.json()) as Costing).extensions?.cost.requested, 2);
    assert.equal(((await site.ask('{ page { hasNextPage } }', {}, as('asker'))) as Costing).extensions, undefined);
  });

  test('used up, answers 429 with Retry-After and sends nothing to subgraphs, over HTTP, event stream and socket', async () => {
    for (let n = 0; n < 2; n += 1) assert.equal((await site.post({ query: PEOPLE }, as('ada'))).status, 200);
    const before = site.world.calls();
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await site.post({ query: PEOPLE }, { ...as('ada'), accept });
      assert.equal(response.status, 429);
      assert.ok(Number(response.headers.get('retry-after')) >= 40);
      assert.match(
        await response.text(),
        /"code":"RATE_LIMITED","retryAfterMs":\d+,"cost":\{"requested":100,"limit":250/u,
      );
    }
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
    client.subscribe('1', PEOPLE);
    assert.match(JSON.stringify(await client.next('error', '1')), /RATE_LIMITED/u);
    assert.equal(site.world.calls(), before);
  });

  test('is their own: others, other tenants and other addresses have theirs', async () => {
    for (let n = 0; n < 3; n += 1) await site.post({ query: PEOPLE }, as('carl'));
    assert.equal((await site.post({ query: PEOPLE }, as('carl'))).status, 429);
    assert.equal((await site.post({ query: PEOPLE }, as('carl@other'))).status, 200);
    assert.equal((await site.post({ query: PEOPLE }, as('dora'))).status, 200);
    await using behind = await startGateway({ budget: 150, budgetPerSecond: 1, trustForwardedFor: true });
    const from = (address: string) => behind.post({ query: PEOPLE }, { 'x-forwarded-for': address });
    const statuses = [];
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) statuses.push((await from(address)).status);
    assert.deepEqual(statuses, [200, 429, 200]);
  });

  test('is not used by what is not run', async () => {
    for (const query of ['{ nothing }', '{', '{ people(first: 900000) { id } }'])
      await site.post({ query }, as('emil'));
    const { extensions } = (await site.ask(PEOPLE, {}, { ...as('emil'), 'x-trekker-cost': '1' })) as Costing;
    assert.equal(extensions?.cost.remaining, 150);
  });
});
