import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
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
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
) {
  const response = await fetch(`${site.origin}/graphql`, {
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
