import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { GatewayConfig } from '../src/config.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { eventually, SocketClient } from './socket-client.ts';

const WHO = 'query Who { whoAmI }';
const PAGE = '{ page { hasNextPage } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idOf = (text: string) => `sha256:${sha256(text)}`;
const hashed = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trekker-documents-'));
});
after(() => rm(folder, { recursive: true }));

async function manifest(name: string, documents: Record<string, string>): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(documents));
  return file;
}

async function gatewayWith(overrides: Partial<GatewayConfig>): Promise<TestGateway> {
  const trustedDocumentFiles = await manifest('who.json', { [idOf(WHO)]: WHO });
  return startGateway({ trustedDocumentFiles, ...overrides });
}

/** Status, code and data of an answer over HTTP. */
async function answerTo(site: TestGateway, body: object) {
  const response = await site.post(body, { accept: 'application/graphql-response+json', authorization: 'Bearer ada' });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
}

/** Code or data of an answer on a socket. */
async function answerOnSocket(site: TestGateway, payload: object): Promise<unknown> {
  using client = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
  client.send({ id: '1', type: 'subscribe', payload });
  const told = await Promise.race([client.next('next', '1'), client.next('error', '1')]);
  return told.type === 'next'
    ? (told.payload as { data: unknown }).data
    : (told.payload as { extensions: { code: string } }[])[0]?.extensions.code;
}

describe('a trusted document', () => {
  for (const trustedDocuments of ['allow', 'only'] as const) {
    test(`is run by its id alone, over POST, GET, event stream and socket (${trustedDocuments})`, async () => {
      await using site = await gatewayWith({ trustedDocuments });
      assert.deepEqual(await answerTo(site, { documentId: idOf(WHO) }).then(({ data }) => data), { whoAmI: 'ada' });
      assert.deepEqual((await answerTo(site, { extensions: hashed(WHO) })).data, { whoAmI: 'ada' });
      assert.deepEqual(await answerOnSocket(site, { documentId: idOf(WHO) }), { whoAmI: 'ada' });
      // As the client of graphql-ws must send it.
      assert.deepEqual(await answerOnSocket(site, { query: '', extensions: hashed(WHO) }), { whoAmI: 'ada' });
      const address = `${site.origin}/graphql?${new URLSearchParams({ documentId: idOf(WHO) })}`;
      const headers = { 'x-trekker-csrf': '1', authorization: 'Bearer ada' };
      assert.match(await (await fetch(address, { headers })).text(), /"whoAmI":"ada"/u);
      const stream = await fetch(address, { headers: { ...headers, accept: 'text/event-stream' } });
      assert.match(await stream.text(), /event: next\ndata: .*"whoAmI":"ada"/u);
    });
  }

  test('is unknown where they are switched off', async () => {
    await using site = await gatewayWith({ trustedDocuments: 'off' });
    assert.equal((await answerTo(site, { documentId: idOf(WHO) })).code, 'PERSISTED_QUERY_NOT_FOUND');
  });

  for (const trustedDocuments of ['allow', 'only'] as const) {
    test(`that nobody wrote down is refused, over HTTP and socket (${trustedDocuments})`, async () => {
      await using site = await gatewayWith({ trustedDocuments });
      for (const body of [{ documentId: idOf(PAGE) }, { documentId: 'nonsense' }, { extensions: hashed(PAGE) }]) {
        const { status, code } = await answerTo(site, body);
        assert.deepEqual([status, code], [404, 'PERSISTED_QUERY_NOT_FOUND']);
        assert.equal(await answerOnSocket(site, body), 'PERSISTED_QUERY_NOT_FOUND');
      }
      assert.equal(site.world.calls(), 0);
    });
  }

  test('is all that is run where only they are, over HTTP and socket', async () => {
    await using site = await gatewayWith({ trustedDocuments: 'only' });
    for (const body of [{ query: PAGE }, { query: WHO }, { query: PAGE, extensions: hashed(PAGE) }]) {
      const { status, code } = await answerTo(site, body);
      assert.deepEqual([status, code], [403, 'FORBIDDEN']);
      assert.equal(await answerOnSocket(site, body), 'FORBIDDEN');
    }
    assert.equal((await answerTo(site, { extensions: hashed(PAGE) })).code, 'PERSISTED_QUERY_NOT_FOUND');
    assert.equal(site.world.calls(), 0);
  });

  test('is not replaced by a text that comes with its id', async () => {
    await using site = await gatewayWith({ trustedDocuments: 'allow' });
    assert.equal((await answerTo(site, { documentId: idOf(WHO), query: PAGE })).code, 'INVALID_INPUT');
    assert.equal((await answerTo(site, { extensions: hashed(WHO), query: PAGE })).code, 'INVALID_INPUT');
  });

  test('is known once it stands in the manifest, and a manifest with a wrong hash changes nothing', async () => {
    const file = await manifest('changing.json', { [idOf(WHO)]: WHO });
    await using site = await startGateway({ trustedDocumentFiles: file, trustedDocuments: 'only' });
    await writeFile(file, JSON.stringify({ [idOf(WHO)]: WHO, [idOf(PAGE)]: PAGE }));
    await eventually(async () => (await answerTo(site, { documentId: idOf(PAGE) })).status === 200, 3_000);
    await writeFile(file, JSON.stringify({ [idOf(WHO)]: `${WHO} # other` }));
    assert.equal((await answerTo(site, { documentId: 'unknown' })).code, 'PERSISTED_QUERY_NOT_FOUND');
    assert.deepEqual((await answerTo(site, { documentId: idOf(WHO) })).data, { whoAmI: 'ada' });
  });

  for (const [what, text] of [
    ['is no JSON', 'nonsense'],
    ['is no object', '[]'],
    ['holds no text', '{"a":1}'],
    ['has a wrong hash', JSON.stringify({ [idOf(WHO)]: PAGE })],
  ] as const) {
    test(`keeps the gateway from starting when its manifest ${what}`, async () => {
      const file = join(folder, 'bad.json');
      await writeFile(file, text);
      await assert.rejects(startGateway({ trustedDocumentFiles: file }), /bad\.json/u);
    });
  }
});

describe('an automatic persisted query', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway({ persistedQueryEntries: 2 });
  });
  after(() => site.gateway.stop());

  test('is asked for, sent with its hash, and known from then on, on sockets as well', async () => {
    const { status, message, code } = await answerTo(site, { extensions: hashed(WHO) });
    assert.deepEqual([status, code, message], [404, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound']);
    assert.deepEqual((await answerTo(site, { query: WHO, extensions: hashed(WHO) })).data, { whoAmI: 'ada' });
    assert.deepEqual((await answerTo(site, { extensions: hashed(WHO) })).data, { whoAmI: 'ada' });
    assert.deepEqual(await answerOnSocket(site, { extensions: hashed(WHO) }), { whoAmI: 'ada' });
  });

  test('with a wrong hash is refused and not kept, over HTTP and socket', async () => {
    assert.equal((await answerTo(site, { query: PAGE, extensions: hashed('{ other }') })).code, 'INVALID_INPUT');
    assert.equal(await answerOnSocket(site, { query: PAGE, extensions: hashed('{ other }') }), 'INVALID_INPUT');
    assert.equal((await answerTo(site, { extensions: hashed('{ other }') })).code, 'PERSISTED_QUERY_NOT_FOUND');
  });

  test('is not kept when it is refused', async () => {
    const invalid = '{ nothing }';
    assert.equal((await answerTo(site, { query: invalid, extensions: hashed(invalid) })).code, 'QUERY_INVALID');
    assert.equal((await answerTo(site, { extensions: hashed(invalid) })).code, 'PERSISTED_QUERY_NOT_FOUND');
  });

  test('leaves when more are sent than may be kept', async () => {
    const texts = [0, 1, 2].map((n) => `query Page${n} ${PAGE}`);
    for (const query of texts) await answerTo(site, { query, extensions: hashed(query) });
    const codes = [];
    for (const query of texts) codes.push((await answerTo(site, { extensions: hashed(query) })).code);
    assert.deepEqual(codes, ['PERSISTED_QUERY_NOT_FOUND', undefined, undefined]);
  });

  test('is not kept where that is switched off', async () => {
    await using off = await startGateway({ persistedQueries: false });
    assert.equal((await answerTo(off, { query: PAGE, extensions: hashed(PAGE) })).code, undefined);
    assert.equal((await answerTo(off, { extensions: hashed(PAGE) })).code, 'PERSISTED_QUERY_NOT_FOUND');
  });

  for (const persistedQuery of [1, {}, { version: 2, sha256Hash: sha256(WHO) }, { version: 1, sha256Hash: 'short' }]) {
    test(`of the form ${JSON.stringify(persistedQuery).slice(0, 40)} is refused`, async () => {
      assert.equal((await answerTo(site, { extensions: { persistedQuery } })).status, 400);
    });
  }
});
