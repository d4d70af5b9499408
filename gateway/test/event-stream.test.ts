import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { eventually } from './socket-client.ts';

let site: TestGateway;
before(async () => {
  site = await startGateway({ pingMs: 50 });
});
after(() => site.gateway.stop());

/** Reads server-sent events one by one. */
class EventReader {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  constructor(response: Response) {
    this.response = response;
    assert.ok(response.body);
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next event that is not a comment, or null at the end. */
  async next(): Promise<{ event: string; data: string } | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (!block.startsWith(':')) return parse(block);
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
  }

  /** The next piece as it came. */
  async raw(): Promise<string> {
    return (await this.#reader.read()).value ?? '';
  }
}

function parse(block: string): { event: string; data: string } {
  const lines = Object.fromEntries(
    block.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { event: lines['event'] ?? '', data: lines['data'] ?? '' };
}

async function open(
  query: string,
  {
    headers = {},
    signal,
    at = site,
  }: { headers?: Record<string, string>; signal?: AbortSignal; at?: TestGateway } = {},
) {
  const response = await fetch(`${at.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  });
  return new EventReader(response);
}

describe('an event stream', () => {
  test('carries the events of a subscription and says when it is complete', async () => {
    const events = await open('subscription { countTo(limit: 2) }');
    assert.equal(events.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.deepEqual(await events.next(), { event: 'next', data: '{"data":{"countTo":1}}' });
    assert.deepEqual(await events.next(), { event: 'next', data: '{"data":{"countTo":2}}' });
    assert.deepEqual(await events.next(), { event: 'complete', data: '' });
    assert.equal(await events.next(), null);
  });

  test('carries the answer to a query too', async () => {
    const events = await open('{ whoAmI }', { headers: { authorization: 'Bearer ada' } });
    assert.deepEqual(await events.next(), { event: 'next', data: '{"data":{"whoAmI":"ada"}}' });
    assert.deepEqual(await events.next(), { event: 'complete', data: '' });
  });

  test('tells an error as its last event', async () => {
    const events = await open('subscription { refused }');
    const { data = '' } = (await events.next()) ?? {};
    assert.equal(JSON.parse(data).errors[0].extensions.code, 'FORBIDDEN');
    assert.deepEqual(await events.next(), { event: 'complete', data: '' });
  });

  test('shows that it lives while nothing happens, and ends upstream when its client leaves', async () => {
    const leaving = new AbortController();
    const events = await open('subscription { personChanged { name } }', { signal: leaving.signal });
    assert.equal(await events.raw(), ':\n\n');
    assert.equal(site.world.events.people.listeners, 1);
    leaving.abort();
    await eventually(() => site.world.events.people.listeners === 0, 1_000);
  });

  test('is not begun for a client that has left while it was asked who it is', async () => {
    const asked = Promise.withResolvers<void>();
    const known = Promise.withResolvers<null>();
    const authenticate = () => {
      asked.resolve();
      return known.promise;
    };
    await using slow = await startGateway({ pingMs: 50 }, () => ({ authenticate }));
    for (const query of ['subscription { personChanged { name } }', '{ page { hasNextPage } }']) {
      const leaving = new AbortController();
      const opened = open(query, { at: slow, signal: leaving.signal });
      await asked.promise;
      leaving.abort();
      await assert.rejects(opened);
    }
    await sleep(100);
    known.resolve(null);
    await sleep(300);
    assert.equal(slow.world.events.people.listeners, 0);
    assert.equal(slow.world.calls(), 0);
  });

  test('is one of so many', async () => {
    await using small = await startGateway({ maxSockets: 1 });
    const leaving = new AbortController();
    const first = await open('subscription { personChanged { name } }', { at: small, signal: leaving.signal });
    assert.equal(first.response.status, 200);
    const second = await open('subscription { personChanged { name } }', { at: small });
    assert.equal(second.response.status, 503);
    assert.match(await second.raw(), /UNAVAILABLE/u);
    leaving.abort();
    await eventually(() => small.world.events.people.listeners === 0);
    const third = await open('subscription { countTo(limit: 1) }', { at: small });
    assert.deepEqual(await third.next(), { event: 'next', data: '{"data":{"countTo":1}}' });
  });

  test('is cut when its client has not read for a while, however little waits for it', async () => {
    await using patient = await startGateway({ maxQueueBytes: 500_000_000, pingMs: 50 });
    const response = await fetch(`${patient.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { personChanged { name } }' }),
    });
    await eventually(() => patient.world.events.people.listeners === 1);
    const name = 'x'.repeat(100_000);
    for (let n = 0; n < 400; n++) patient.world.events.people.publish({ id: 'p1', name } as never);
    await eventually(() => patient.world.events.people.listeners === 0, 10_000);
    await assert.rejects(response.text());
  });

  test('ends when the credential expires', async () => {
    const events = await open('subscription { personChanged { name } }', {
      headers: { authorization: 'Bearer short' },
    });
    const { data = '' } = (await events.next()) ?? {};
    assert.equal(JSON.parse(data).errors[0].extensions.code, 'TOKEN_EXPIRED');
  });

  test('is cut without complete when its client does not read', async () => {
    await using small = await startGateway({ maxQueueBytes: 16_384 });
    const response = await fetch(`${small.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { personChanged { name } }' }),
    });
    await eventually(() => small.world.events.people.listeners === 1);
    const name = 'x'.repeat(100_000);
    for (let n = 0; n < 400 && small.world.events.people.listeners > 0; n++) {
      small.world.events.people.publish({ id: 'p1', name } as never);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => small.world.events.people.listeners === 0);
    await assert.rejects(response.text());
  });

  test('says that the gateway stops, without complete', async () => {
    await using leaving = await startGateway();
    const events = await open('subscription { personChanged { name } }', { at: leaving });
    await eventually(() => leaving.world.events.people.listeners === 1);
    const drained = leaving.gateway.drain?.();
    const { event, data = '' } = (await events.next()) ?? {};
    assert.equal(event, 'next');
    assert.equal(JSON.parse(data).errors[0].extensions.code, 'UNAVAILABLE');
    assert.equal(await events.next(), null);
    await drained;
  });

  test('is what a subscription over HTTP needs', async () => {
    const response = await site.post({ query: 'subscription { countTo(limit: 1) }' });
    assert.equal(response.status, 406);
    assert.match(await response.text(), /text\/event-stream/u);
  });

  test('is refused with a status when the request is wrong', async () => {
    const { response } = await open('subscription { nothing }');
    assert.equal(response.status, 400);
    assert.match(response.headers.get('content-type') ?? '', /application\/graphql-response\+json/u);
    await response.body?.cancel().catch(() => undefined);
  });
});
