import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { eventually } from './socket-client.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';

let site: TestGateway;
before(async () => {
  site = await startGateway({ trustForwardedFor: true });
});
after(() => site.gateway.stop());

/** A page of ours says it is one; without this header a GET is refused. */
const GUARD = { 'x-trekker-csrf': '1' };

describe('GraphQL over HTTP', () => {
  const guarded = ((url: string, init: RequestInit = {}) => {
    const headers = init.method === 'POST' ? init.headers : { ...GUARD, ...(init.headers as Record<string, string>) };
    return fetch(url, { ...init, headers: headers ?? {} });
  }) as typeof fetch;
  const audits = serverAudits({ url: () => `${site.origin}/graphql`, fetchFn: guarded });

  test('has 61 audits', () => assert.equal(audits.length, 61));
  for (const audit of audits) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      if ('response' in result && !result.response.bodyUsed) await result.response.body?.cancel();
      assert.equal(result.status, 'ok', 'reason' in result ? result.reason : '');
    });
  }
});

describe('a GET', () => {
  const url = (query: string) => `${site.origin}/graphql?${new URLSearchParams({ query })}`;

  for (const contentType of [
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'message/other',
    'application/json,text/plain',
  ]) {
    test(`that a page elsewhere could send is refused (content-type ${contentType ?? 'absent'})`, async () => {
      const headers = contentType === undefined ? {} : { 'content-type': contentType };
      const response = await fetch(url('{ whoAmI }'), { headers: { ...headers, cookie: 'session=ada' } });
      assert.equal(response.status, 400);
      assert.equal(site.world.calls('people'), 0);
    });
  }

  for (const headers of [GUARD, { 'apollo-require-preflight': 'true' }, { 'content-type': 'application/json' }]) {
    test(`with ${Object.keys(headers).join()} is answered, its cookie included`, async () => {
      const response = await fetch(url('{ whoAmI }'), { headers: { ...headers, cookie: 'session=ada' } });
      assert.deepEqual(await response.json(), { data: { whoAmI: 'ada' } });
    });
  }

  test('opens no stream of events', async () => {
    const headers = { ...GUARD, accept: 'text/event-stream' };
    const response = await fetch(url('subscription { countTo(limit: 1) }'), { headers });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
    await response.body?.cancel();
  });

  test('never runs a mutation', async () => {
    const response = await fetch(url('mutation { touch(id: "t1") { id } }'), { headers: GUARD });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
  });
});

test('whatever is answered is what it says it is', async () => {
  for (const path of ['/graphql', '/healthz', '/readyz', '/metrics', '/graphiql', '/nothing']) {
    const response = await fetch(`${site.origin}${path}`);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff', path);
    await response.body?.cancel();
  }
});

describe('a POST', () => {
  test('of more than would be read to its end closes the connection, after it was told so', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': 300_000_000 };
    const request = httpRequest(`${site.origin}/graphql`, { method: 'POST', headers });
    request.on('error', () => {});
    request.write('{');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 413);
    assert.equal(response.headers.connection, 'close');
    request.destroy();
  });

  test('with an empty name for its operation is refused, also where the same text ran without a name', async () => {
    const query = 'query Mine { whoAmI }';
    for (const [operationName, status] of [
      [null, 200],
      ['', 400],
    ] as const) {
      const response = await site.post({ query, operationName }, { accept: 'application/graphql-response+json' });
      assert.equal(response.status, status, await response.text());
    }
  });

  for (const [contentType, status] of [
    ['application/json; charset=utf-8', 200],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=shift_jis', 415],
    ['application/x-www-form-urlencoded', 415],
    ['text/plain', 415],
  ] as const) {
    test(`of ${contentType} is answered with ${status}`, async () => {
      const response = await site.post({ query: '{ __typename }' }, { 'content-type': contentType, ...GUARD });
      assert.equal(response.status, status);
    });
  }

  test('of compressed bytes is refused unread', async () => {
    assert.equal((await site.post('x', { 'content-encoding': 'gzip' })).status, 415);
  });

  test('of a batch is refused', async () => {
    const response = await site.post([{ query: '{ __typename }' }]);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /batches/u);
  });

  test('that is larger than allowed is refused with 413, by its length and while it comes in', async () => {
    const large = JSON.stringify({ query: '{ __typename }', variables: { x: 'y'.repeat(600_000) } });
    assert.equal((await site.post(large)).status, 413);
    assert.equal(await statusOfChunked(site, large), 413);
  });

  test('that says it is larger than allowed is refused before it is sent', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const headers = { 'content-type': 'application/json', 'content-length': 1_000_000_000 };
    const request = httpRequest(`${site.origin}/graphql`, { method: 'POST', headers });
    request.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    request.flushHeaders();
    assert.equal(await promise, 413);
    request.destroy();
  });

  test('of bytes that are not UTF-8 is refused', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ __typename }","x":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    const response = await fetch(`${site.origin}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.status, 400);
  });

  test('of nesting without end in variables is refused and breaks nothing', async () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const response = await site.post(`{"query":"{ __typename }","variables":{"x":${nested}}}`);
    assert.match(await response.text(), /INVALID_INPUT/u);
  });
});

describe('a caller', () => {
  test('is known by bearer token or cookie', async () => {
    assert.deepEqual((await site.ask('{ whoAmI }', {}, { authorization: 'Bearer ada' })).data, { whoAmI: 'ada' });
    assert.deepEqual((await site.ask('{ whoAmI }', {}, { cookie: 'session=eve' })).data, { whoAmI: 'eve' });
    assert.deepEqual((await site.ask('{ whoAmI }')).data, { whoAmI: null });
  });

  for (const [token, code] of [
    ['wrong', 'UNAUTHENTICATED'],
    ['expired', 'TOKEN_EXPIRED'],
  ] as const) {
    test(`with a token that is ${token} hears ${code} and 401`, async () => {
      const response = await site.post({ query: '{ whoAmI }' }, { authorization: `Bearer ${token}` });
      assert.equal(response.status, 401);
      const { errors, data } = (await response.json()) as {
        errors: { extensions: { code: string } }[];
        data?: unknown;
      };
      assert.equal(errors[0]?.extensions.code, code);
      assert.equal(data, undefined);
    });
  }

  test('is told what was written and may ask to read after it', async () => {
    const query = 'mutation { rename(input: { id: "p1", name: "B" }) { person { name } } }';
    const wrote = (await site.post({ query })).headers.get('x-trekker-wrote');
    assert.equal(wrote, '{"people/acme/0":7}');
    const { data } = await site.ask('{ readAfter }', {}, { 'x-trekker-read-after': wrote });
    assert.deepEqual(data, { readAfter: wrote });
    assert.equal((await site.post({ query: '{ readAfter }' })).headers.get('x-trekker-wrote'), null);
  });

  const long = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${n}${'x'.repeat(150)}`, n]));
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`${n}`, n]));
  for (const header of [
    JSON.stringify(long),
    JSON.stringify(many),
    'nonsense',
    '[]',
    '{"a":-1}',
    '{"a":1.5}',
    '{"a":"1"}',
    `{"a":"${'x'.repeat(9_000)}"}`,
  ]) {
    test(`with the malformed read-after ${header.slice(0, 20)} hears INVALID_INPUT`, async () => {
      const response = await site.post({ query: '{ readAfter }' }, { 'x-trekker-read-after': header });
      assert.equal(response.status, 400);
      assert.match(await response.text(), /INVALID_INPUT/u);
    });
  }

  test('cannot choose its request id, and is told it', async () => {
    const response = await site.post({ query: '{ whoAmI }' }, { 'x-request-id': 'mine', 'x-trekker-tenant': 'other' });
    assert.match(response.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/u);
    assert.equal(site.world.subgraphs.get('people')?.requests.at(-1)?.requestId, response.headers.get('x-request-id'));
  });

  test('has the address our own proxy saw', async () => {
    await site.ask('{ whoAmI }', {}, { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' });
    assert.equal(site.world.subgraphs.get('people')?.requests.at(-1)?.clientAddress, '203.0.113.9');
  });

  test('that leaves takes its requests to subgraphs along', async () => {
    const leaving = new AbortController();
    const sent = () => site.world.subgraphs.get('people')?.requests.at(-1);
    const before = sent();
    const asked = fetch(`${site.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(ms: 8000) }' }),
      signal: leaving.signal,
    });
    await eventually(() => sent() !== before);
    leaving.abort();
    await assert.rejects(asked);
    await eventually(() => sent()?.signal.aborted === true);
  });
});

describe('the server', () => {
  test('answers probes and metrics', async () => {
    assert.equal((await fetch(`${site.origin}/healthz`)).status, 200);
    assert.equal((await fetch(`${site.origin}/readyz`)).status, 200);
    const metrics = await (await fetch(`${site.origin}/metrics`)).text();
    assert.match(metrics, /trekker_gateway_requests_total\{operation="query",outcome="ok"\} \d+/u);
    assert.match(metrics, /trekker_gateway_subgraph_calls_total\{subgraph="people",outcome="ok"\}/u);
    assert.match(metrics, /trekker_gateway_plan_lookups_total\{outcome="hit"\}/u);
    assert.doesNotMatch(metrics, /acme|ada/u);
  });

  test('says why what lies behind is not ready', async () => {
    await using behind = await startGateway({}, () => ({ ready: () => Promise.resolve('positions: catching up') }));
    const response = await fetch(`${behind.origin}/readyz`);
    assert.equal(response.status, 503);
    assert.equal(await response.text(), 'positions: catching up\n');
  });

  test('answers 404 elsewhere and 405 to other methods', async () => {
    assert.equal((await fetch(`${site.origin}/graphql/../secret`)).status, 404);
    assert.equal((await fetch(`${site.origin}/graphql`, { method: 'DELETE' })).status, 405);
    assert.equal(
      (await fetch(`${site.origin}/graphql`, { method: 'OPTIONS' })).headers.get('access-control-allow-origin'),
      null,
    );
  });

  test('times out requests that hang and answers the rest', async () => {
    await using quick = await startGateway({ requestDeadlineMs: 100 });
    const { data, errors } = await quick.ask('{ slow(ms: 3000) page { hasNextPage } }');
    assert.deepEqual(data, { slow: null, page: { hasNextPage: true } });
    assert.equal(errors?.[0]?.extensions.code, 'TIMEOUT');
  });

  test('refuses what is not HTTP without falling over', async () => {
    const { hostname, port } = new URL(site.origin);
    const socket = connect(Number(port), hostname);
    socket.end('\0\0 nonsense\r\n\r\n');
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('close', resolve));
    assert.equal((await fetch(`${site.origin}/healthz`)).status, 200);
  });
});

/** Sends a body without a length. */
function statusOfChunked({ origin }: TestGateway, body: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const request = httpRequest(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  request.on('response', (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  request.on('error', reject);
  request.write(body.slice(0, 1_000));
  request.end(body.slice(1_000));
  return promise;
}
