import assert from 'node:assert/strict';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { after, before, test } from 'node:test';

import { startGateway, type TestGateway } from './gateway-harness.ts';

const FREE = 2_048;
const MOST = 20_000;

let site: TestGateway;
before(async () => {
  site = await startGateway({ maxAnonymousBodyBytes: FREE, maxBodyBytes: MOST, maxHeldBodyBytes: 2 * MOST });
});
after(() => site.gateway.stop());

const ADA = { authorization: 'Bearer ada' };
/** A request of about so many bytes. */
const body = (bytes: number) => JSON.stringify({ query: '{ whoAmI }', variables: { x: 'y'.repeat(bytes - 60) } });

/** Sends a body whose length is told only where it is wanted; gives status and text. */
function send(text: string, headers: Record<string, string> = {}) {
  const { request, answered } = begin(headers);
  // Written in two parts, a body has a length only where a header says so.
  request.write(text.slice(0, 1_000));
  request.end(text.slice(1_000));
  return answered;
}

/** Begins a request whose body is still to come. */
function begin(headers: Record<string, string>): { request: ClientRequest; answered: Promise<[number, string]> } {
  const { promise, resolve, reject } = Promise.withResolvers<[number, string]>();
  const all = { 'content-type': 'application/json', ...headers };
  const request = httpRequest(`${site.origin}/graphql`, { method: 'POST', headers: all });
  request.on('response', (response) => {
    const read = Array.fromAsync(response as AsyncIterable<Buffer>);
    read.then((chunks) => resolve([response.statusCode ?? 0, Buffer.concat(chunks).toString()]), reject);
  });
  request.on('error', reject);
  return { request, answered: promise };
}

test('who is signed in may send more than others, with and without telling the length', async () => {
  const large = body(MOST - 100);
  for (const headers of [{}, { 'content-length': String(Buffer.byteLength(large)) }] as Record<string, string>[]) {
    assert.deepEqual(await send(large, { ...headers, ...ADA }), [200, '{"data":{"whoAmI":"ada"}}']);
    const [status, text] = await send(large, headers);
    assert.equal(status, 413);
    assert.match(text, /2048.*not signed in/);
    assert.equal((await send(large, { ...headers, authorization: 'Bearer wrong' }))[0], 401);
  }
  assert.equal((await send(body(FREE - 100)))[0], 200);
});

test('what is too large for anybody is refused with the limit, and the sender hears it', async () => {
  const huge = body(5_000_000);
  const length = String(Buffer.byteLength(huge));
  const [status, text] = await send(huge, { ...ADA, 'content-length': length });
  assert.equal(status, 413);
  assert.match(text, new RegExp(`has ${length} bytes, more than 20000`));
  const [chunked, told] = await send(huge, ADA);
  assert.equal(chunked, 413);
  assert.match(told, /larger than 20000 bytes/);
});

test('large bodies that come in at once have their limit, and make room when they are answered', async () => {
  const large = body(MOST - 100);
  const headers = { ...ADA, 'content-length': String(Buffer.byteLength(large)) };
  const seen = site.presented.length;
  const waiting = [begin(headers), begin(headers)];
  for (const { request } of waiting) request.write(large.slice(0, 10_000));
  while (site.presented.length < seen + 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const [status, text] = await send(large, headers);
  assert.equal(status, 503);
  assert.match(text, /UNAVAILABLE/);
  assert.equal((await send(body(FREE - 100)))[0], 200, 'small ones are let in at any time');
  for (const { request } of waiting) request.end(large.slice(10_000));
  for (const { answered } of waiting) assert.equal((await answered)[0], 200);
  assert.equal((await send(large, headers))[0], 200);
});

test('a body that holds very many values in few bytes is refused', async () => {
  await using roomy = await startGateway();
  const nothings = `{"query":"{ whoAmI }","variables":{"x":[${'[],'.repeat(4_000_000)}[]]}}`;
  const response = await roomy.post(nothings, ADA);
  assert.equal(response.status, 400);
  assert.match(await response.text(), /the body holds more than 4000000 values/);
});
