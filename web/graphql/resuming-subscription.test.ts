import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MessageType, stringifyMessage, type Client, type Sink, type SubscribePayload } from 'graphql-ws';
import { subscribeResuming } from './resuming-subscription.ts';

suite('subscribeResuming', () => {
  test('starts with a snapshot and goes on behind the last cursor after a break', async () => {
    const { server, seen } = setUp();
    assert.equal(server.after(), null);
    server.send('c1');
    server.send('c2');
    assert.equal(server.after(), 'c2');
    server.breakOff();
    await server.subscribed(2);
    assert.equal(server.after(), 'c2');
    server.send('c3');
    assert.deepEqual(seen, [
      ['c1', true],
      ['c2', false],
      ['c3', true],
    ]);
  });

  test('marks the first event after the socket sent the request again', () => {
    const { server, seen } = setUp();
    server.send('c1');
    server.send('c2');
    server.after();
    server.send('c3');
    assert.deepEqual(
      seen.map(([, first]) => first),
      [true, false, true],
    );
  });

  test('starts over when the server no longer holds the place', async () => {
    const { server } = setUp();
    server.send('c1');
    server.fail('CURSOR_EXPIRED');
    await server.subscribed(2);
    assert.equal(server.after(), null);
  });

  test('asks for a new connection when the token is no longer accepted', async () => {
    const { server } = setUp();
    server.send('c1');
    server.fail('TOKEN_EXPIRED');
    await server.subscribed(2);
    assert.equal(server.terminations(), 1);
    assert.equal(server.after(), 'c1');
  });

  test('goes on when the server completes the stream or the socket fails for good', async () => {
    const { server } = setUp();
    server.complete();
    await server.subscribed(2);
    server.fail(null);
    await server.subscribed(3);
  });

  test('says that it is interrupted and when it tries again, but not when it only needs a new token', async () => {
    const { server, states } = setUp();
    server.fail('TOKEN_EXPIRED');
    await server.subscribed(2);
    assert.deepEqual(states, ['retried']);
    server.fail('UNAVAILABLE');
    assert.deepEqual(states, ['retried', 'broken']);
    await server.subscribed(3);
    assert.deepEqual(states, ['retried', 'broken', 'retried']);
  });

  test('reports a refusal once and stays silent', async () => {
    const { server, refusals } = setUp();
    server.fail('FORBIDDEN');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(refusals, [['FORBIDDEN']]);
    assert.equal(server.subscriptions(), 1);
  });

  test('takes for a refusal what comes again however often it is asked', async () => {
    for (const code of ['NOT_FOUND', 'INVALID_INPUT', 'QUERY_INVALID', 'QUERY_TOO_COMPLEX']) {
      const { server, refusals, stop } = setUp();
      server.fail(code);
      await new Promise((resolve) => setTimeout(resolve, 5));
      stop();
      assert.deepEqual([refusals, server.subscriptions()], [[[code]], 1], code);
    }
  });

  test('takes an answer that holds only errors for a failure', async () => {
    const { server, seen } = setUp();
    server.answerErrors('UNAVAILABLE');
    await server.subscribed(2);
    assert.deepEqual(seen, []);
  });

  test('does not come back when told to stop while it waits', async () => {
    const { server, stop } = setUp();
    server.breakOff();
    stop();
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(server.subscriptions(), 1);
  });

  test('reports nothing after it was told to stop', () => {
    const { server, refusals, stop } = setUp();
    stop();
    server.fail('FORBIDDEN');
    assert.deepEqual(refusals, []);
  });

  test('does not come back after it was told to stop', async () => {
    const { server, stop } = setUp();
    stop();
    server.breakOff();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(server.subscriptions(), 1);
    assert.equal(server.unsubscriptions() > 0, true);
  });
});

type Result = { stream: { cursor: string } };

function setUp() {
  const sinks: Sink<{ data?: Result | null; errors?: unknown }>[] = [];
  const payloads: { variables?: Record<string, unknown> | null | undefined }[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let terminations = 0;
  let unsubscriptions = 0;
  const client = {
    subscribe(payload: (typeof payloads)[number], sink: (typeof sinks)[number]) {
      sinks.push(sink);
      payloads.push(payload);
      for (const { count, resolve } of waiting) if (sinks.length >= count) resolve();
      return () => unsubscriptions++;
    },
    terminate: () => void terminations++,
  } as unknown as Pick<Client, 'subscribe' | 'terminate'>;
  // Every wait ends at once.
  const wakeUps = {
    subscribe(listener: () => void) {
      setImmediate(listener);
      return () => {};
    },
  };
  const seen: [cursor: string | undefined, first: boolean][] = [];
  const refusals: (readonly string[])[] = [];
  const states: string[] = [];
  const stop = subscribeResuming<Result>(
    { client, wakeUps },
    { operationName: 'Stream', extensions: { persistedQuery: { version: 1, sha256Hash: '' } }, variables: {} },
    {
      next: ({ data }, first) => seen.push([data?.stream.cursor, first]),
      refused: (codes) => refusals.push(codes),
      broken: () => states.push('broken'),
      retried: () => states.push('retried'),
    },
  );
  const error = (code: string) => [{ message: code, extensions: { code } }];
  const server = {
    /** Sends the request as the socket does, which refuses what is none: the variables are read at that moment. */
    after: () =>
      JSON.parse(
        stringifyMessage({ id: '1', type: MessageType.Subscribe, payload: payloads.at(-1) as SubscribePayload }),
      ).payload.variables.after,
    send: (cursor: string) => sinks.at(-1)?.next({ data: { stream: { cursor } } }),
    answerErrors: (code: string) => sinks.at(-1)?.next({ data: null, errors: error(code) }),
    fail: (code: string | null) => sinks.at(-1)?.error(code === null ? new Error('closed') : error(code)),
    breakOff: () => sinks.at(-1)?.error(new Error('closed')),
    complete: () => sinks.at(-1)?.complete(),
    subscribed: (count: number) =>
      new Promise<void>((resolve) => (sinks.length >= count ? resolve() : waiting.push({ count, resolve }))),
    subscriptions: () => sinks.length,
    unsubscriptions: () => unsubscriptions,
    terminations: () => terminations,
  };
  server.after();
  return { server, seen, refusals, states, stop };
}
