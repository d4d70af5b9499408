import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { createLogger, silentLogger, systemClock } from '@trekker/kit';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { serveSupergraph } from '../../src/standalone/serve-supergraph.ts';
import { eventually } from '../socket-client.ts';
import { serveSubgraphs } from './http-subgraphs.ts';
import { library } from './library.ts';
import { openSite } from './standalone-harness.ts';

const JOINED = '{ books { title readers { name } } }';
const JOINED_DATA = {
  books: [
    { title: 'Maps', readers: [{ name: 'Ada' }] },
    { title: 'Tides', readers: [{ name: 'Ada' }] },
  ],
};

describe('a gateway for any supergraph', () => {
  test('answers over HTTP subgraphs at the addresses the supergraph tells, to anybody', async () => {
    await using site = await openSite(library);
    assert.deepEqual((await site.ask(JOINED)).data, JOINED_DATA);
    assert.deepEqual((await site.ask('mutation { lend(id: "b1") { title } }')).data, { lend: { title: 'Maps' } });
    for (const path of ['/healthz', '/readyz', '/metrics', '/graphiql']) {
      const response = await fetch(`${site.origin}${path}`);
      assert.equal(response.status, 200, path);
      await response.text();
    }
    assert.equal(
      await (await fetch(`${site.origin}/graphiql/start.js`)).text().then((text) => /who am i/iu.test(text)),
      false,
    );
  });

  test('has the audits of graphql-http behind it without any header of ours', async () => {
    await using site = await openSite(library);
    const audits = serverAudits({ url: `${site.origin}/graphql`, fetchFn: fetch });
    assert.equal(audits.length, 61);
    for (const audit of audits) {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', `${audit.id} ${audit.name}: ${'reason' in result ? result.reason : ''}`);
      const { response } = result as { response?: Response };
      if (response && !response.bodyUsed) await response.body?.cancel();
    }
  });

  test('tells subgraphs the header fields it is told to pass on, and callers what subgraphs say went wrong', async () => {
    await using site = await openSite(library, { forwardHeaders: 'Authorization, x-tenant' });
    const headers = { authorization: 'Bearer x', 'x-tenant': 'acme', cookie: 'a=b' };
    const { data } = await site.ask(
      '{ a: header(name: "authorization") t: header(name: "x-tenant") c: header(name: "cookie") }',
      {},
      headers,
    );
    assert.deepEqual(data, { a: 'Bearer x', t: 'acme', c: null });
    const { errors } = await site.ask('{ fails }');
    assert.deepEqual(errors, [{ message: 'no such shelf', path: ['fails'], extensions: { code: 'SUBGRAPH_ERROR' } }]);
  });

  test('guards against forged requests once it passes cookies on', async () => {
    await using site = await openSite(library, { forwardHeaders: 'cookie' });
    const url = `${site.origin}/graphql?query=${encodeURIComponent('{ __typename }')}`;
    assert.equal((await fetch(url)).status, 400);
    assert.equal((await fetch(url, { headers: { 'x-trekker-csrf': '1' } })).status, 200);
  });

  test('reaches subgraphs where it is told, with header fields for them', async () => {
    await using other = await serveSubgraphs(library);
    const subgraphs = {
      books: { url: other.urls.get('books'), headers: { 'X-Key': 'k' } },
      readers: other.urls.get('readers'),
    };
    await using site = await openSite(library, { subgraphs });
    assert.deepEqual((await site.ask('{ header(name: "x-key") readers { name } }')).data, {
      header: 'k',
      readers: [{ name: 'Ada' }, { name: 'Bo' }],
    });
    assert.equal(site.subgraphs.seen.length, 0);
    assert.equal(other.seen.length, 2);
  });
});

describe('the supergraph of a gateway', () => {
  test('is followed: requests under way end on the one they began with, new ones see the new', async () => {
    await using site = await openSite(library);
    const slow = site.ask('{ slow(ms: 1200) }');
    const [books, readers] = library;
    assert.ok(books && readers);
    await using more = await serveSubgraphs([
      { ...books, sdl: books.sdl.replace('slow(ms: Int!): String', 'fresh: Int') },
      readers,
    ]);
    assert.match((await site.ask('{ fresh }')).text, /Cannot query field/u);
    await replaceFile(site.file, more.supergraphSdl);
    await eventually(async () => !(await site.ask('{ fresh }')).errors, 5_000);
    assert.match((await site.ask('{ slow(ms: 1) }')).text, /Cannot query field/u);
    assert.deepEqual((await slow).data, { slow: 'awake' });
  });

  test('stays when a bad one takes its place; log, metrics and /readyz say so', async () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line: string) => void lines.push(line) });
    await using site = await openSite(library, {}, log);
    for (const bad of [
      'type Query {',
      'type Query { a: Int }',
      site.subgraphs.supergraphSdl.replaceAll('http://', 'nowhere://'),
    ]) {
      lines.length = 0;
      await replaceFile(site.file, bad);
      await eventually(() => lines.some((line) => line.includes('the one before stays')), 5_000);
      assert.deepEqual((await site.ask(JOINED)).data, JOINED_DATA);
      const ready = await fetch(`${site.origin}/readyz`);
      assert.equal(ready.status, 200);
      assert.match(await ready.text(), /^ready\nthe newest supergraph is not usable; the one before it answers\n$/u);
      assert.match(await text(site, '/metrics'), /supergraph_old 1/u);
    }
    assert.match(await text(site, '/metrics'), /supergraph_versions_total\{outcome="refused"\} 3/u);
    await replaceFile(site.file, site.subgraphs.supergraphSdl);
    await eventually(() => lines.some((line) => line.includes('new requests see it')), 5_000);
    assert.match(await text(site, '/metrics'), /versions_total\{outcome="taken"\} 1\n[^]*supergraph_old 0/u);
    await rm(site.file);
    await eventually(async () => /the supergraph cannot be had/u.test(await text(site, '/readyz')), 5_000);
    assert.match(await text(site, '/metrics'), /supergraph_lost 1/u);
    await replaceFile(site.file, site.subgraphs.supergraphSdl);
    await eventually(async () => (await text(site, '/readyz')) === 'ready\n', 5_000);
  });

  test('is had from an address, and again when that gives another', async () => {
    await using subgraphs = await serveSubgraphs(library);
    let sdl = subgraphs.supergraphSdl;
    let notModified = 0;
    const server = createServer((request, response) => {
      const etag = sdl.includes('lazy') ? '"2"' : '"1"';
      if (request.headers['if-none-match'] === etag) notModified += 1;
      response.writeHead(request.headers['if-none-match'] === etag ? 304 : 200, { etag });
      response.end(request.headers['if-none-match'] === etag ? undefined : sdl);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    using closing = new DisposableStack();
    closing.defer(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/supergraph`;
    const environment = { TREKKER_GATEWAY_SUPERGRAPH_POLL_MS: '100' };
    const settings = readArguments(['--supergraph', url, '--port', '0'], environment);
    await using gateway = serveSupergraph(settings, { clock: systemClock, log: silentLogger });
    await gateway.start();
    const ask = async (query: string) => {
      const { host, port } = gateway.address();
      const headers = { 'content-type': 'application/json' };
      return (
        await fetch(`http://${host}:${port}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
      ).text();
    };
    assert.match(await ask(JOINED), /Tides/u);
    await eventually(() => notModified > 1);
    sdl = sdl.replaceAll('slow', 'lazy');
    await eventually(async () => (await ask('{ __type(name: "Query") { fields { name } } }')).includes('lazy'), 5_000);
  });

  test('that asks for authorisation is refused unless its subgraphs see to it', async () => {
    const guarded = [
      {
        name: 'only',
        sdl: 'type Query { secret: Int @requiresScopes(scopes: [["a"]]) }',
        resolvers: { Query: { secret: () => 1 } },
      },
    ];
    await assert.rejects(openSite(guarded), /asks for @requiresScopes, which nobody enforces/u);
    await using site = await openSite(guarded, { authorisation: 'subgraphs' });
    assert.deepEqual((await site.ask('{ secret }')).data, { secret: 1 });
  });

  test('must be there, be one, and tell where its subgraphs are', async () => {
    const start = (file: string) =>
      serveSupergraph(readArguments(['--supergraph', file, '--port', '0'], {}), {
        clock: systemClock,
        log: silentLogger,
      }).start();
    await assert.rejects(start('/nowhere/supergraph.graphql'), /ENOENT/u);
    await using site = await openSite(library);
    await writeFile(site.file, site.subgraphs.supergraphSdl.replaceAll(/url: "http[^"]*"/gu, 'url: ""'));
    await assert.rejects(start(site.file), /subgraph books has the address ""; give one by --subgraph books=/u);
  });
});

async function text({ origin }: { readonly origin: string }, path: string): Promise<string> {
  return (await fetch(`${origin}${path}`)).text();
}

async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
