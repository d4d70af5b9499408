import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startGateway, type TestGateway } from '../gateway-harness.ts';
import { SocketClient } from '../socket-client.ts';

const PEOPLE = 'query ($n: Int!) { people(first: $n) { id boss { id } } }';

describe('a hostile request', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway();
    await site.ask('{ page { hasNextPage } }');
  });
  after(() => site.gateway.stop());

  async function refused(send: () => Promise<{ status: number }>, status: number): Promise<void> {
    const calls = site.world.calls();
    assert.equal((await send()).status, status);
    assert.equal(site.world.calls(), calls);
  }

  test('of a text of a megabyte is refused over HTTP and closes a socket', async () => {
    const query = `{ echo(input: { text: "${'x'.repeat(1_000_000)}" mood: HAPPY }) }`;
    await refused(() => site.post({ query }), 413);
    await refused(() => site.post({ query: PEOPLE, variables: { n: 'x'.repeat(1_000_000) } }), 413);
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', query);
    assert.equal((await client.closed).code, 1009);
  });

  test('of a wide list by variables is refused over HTTP and socket', async () => {
    const accept = { accept: 'application/graphql-response+json' };
    await refused(() => site.post({ query: PEOPLE, variables: { n: 1_000_000 } }, accept), 400);
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', PEOPLE, { n: 1_000_000 });
    assert.match(JSON.stringify(await client.next('error', '1')), /QUERY_TOO_COMPLEX/u);
  });

  test('in tiny frames closes its socket with 1008, and costs others nothing', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    for (let sent = 0; sent < 200; sent += 1) client.socket.send('x', { fin: false });
    assert.equal((await client.closed).code, 1008);
    assert.equal((await site.ask('{ page { hasNextPage } }')).errors, undefined);
  });

  for (const key of ['__proto__', 'constructor', 'prototype']) {
    test(`with ${key} for a key changes nothing for anybody, over HTTP and socket`, async () => {
      const polluting = `{"${key}":{"polluted":"yes","n":1},"n":2}`;
      const body = `{"query":${JSON.stringify(PEOPLE)},"variables":${polluting},"extensions":${polluting},"${key}":{"query":"{ x }"}}`;
      await (await site.post(body)).text();
      using client = await SocketClient.signedIn(site.socketUrl);
      client.send(`{"id":"1","type":"subscribe","payload":${body}}`);
      client.send(`{"id":"${key}","type":"subscribe","payload":${body}}`);
      await client.next('complete', '1');
      await client.next('complete', key);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
      assert.equal((await site.post(`{"${key}":{"query":"{ __typename }"}}`)).status, 400);
    });
  }
});
