import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { startGateway, type TestGateway } from './gateway-harness.ts';

const LONG = '{ people(first: 9) { id name tags likes { __typename } trackers { id name } } }';
const UNPACK = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync };

interface Raw {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('answers', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway({ compressFromBytes: 200 });
  });
  after(() => site.gateway.stop());

  /** As it travels: `fetch` would unpack it. */
  function post(query: string, headers: Record<string, string>, at = site): Promise<Raw> {
    const { promise, resolve, reject } = Promise.withResolvers<Raw>();
    const all = { 'content-type': 'application/json', ...headers };
    const sent = httpRequest(`${at.origin}/graphql`, { method: 'POST', headers: all }, (response) => {
      Array.fromAsync(response as AsyncIterable<Buffer>).then(
        (parts) => resolve({ headers: response.headers, body: Buffer.concat(parts) }),
        reject,
      );
    });
    sent.once('error', reject).end(JSON.stringify({ query }));
    return promise;
  }

  for (const coding of ['zstd', 'br', 'gzip'] as const) {
    test(`come by ${coding} to who accepts it, and are what they are without`, async () => {
      const plain = await post(LONG, {});
      const { headers, body } = await post(LONG, { 'accept-encoding': coding });
      assert.deepEqual([headers['content-encoding'], headers.vary], [coding, 'accept-encoding']);
      assert.equal(Number(headers['content-length']), body.length);
      assert.ok(body.length < plain.body.length / 1.5, `${body.length} of ${plain.body.length} bytes`);
      assert.equal(UNPACK[coding](body).toString(), plain.body.toString());
      assert.deepEqual([plain.headers['content-encoding'], plain.headers.vary], [undefined, 'accept-encoding']);
    });
  }

  test('that are short come as they are', async () => {
    const { headers } = await post('{ page { hasNextPage } }', { 'accept-encoding': 'gzip' });
    assert.deepEqual([headers['content-encoding'], headers.vary], [undefined, undefined]);
  });

  test('to mutations come as they are, and so do errors and streams of events', async () => {
    const rename = `mutation { rename(input: { id: "p1", name: "${'Bo'.repeat(200)}" }) { person { name } } }`;
    const mutated = await post(rename, { 'accept-encoding': 'gzip' });
    assert.ok(mutated.body.length > 200);
    const streamed = await post(LONG, { 'accept-encoding': 'gzip', accept: 'text/event-stream' });
    assert.match(streamed.body.toString(), /^event: next\ndata: \{"data"/u);
    const refused = await post(`{ ${'nothing '.repeat(9)} }`, { 'accept-encoding': 'gzip' });
    assert.match(refused.body.toString(), /QUERY_INVALID/u);
    for (const { headers } of [mutated, streamed, refused]) assert.equal(headers['content-encoding'], undefined);
  });

  test('are never compressed where that is switched off', async () => {
    await using off = await startGateway({ compressFromBytes: 0 });
    assert.equal((await post(LONG, { 'accept-encoding': 'gzip' }, off)).headers['content-encoding'], undefined);
  });
});
