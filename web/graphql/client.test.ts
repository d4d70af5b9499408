import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite, test, type TestContext } from 'node:test';
import { ADD_TRACKER } from '../features/trackers/documents.graphql.ts';
import { PEOPLE, TRACKERS, TRACKERS_CHANGED } from '../live/documents.graphql.ts';
import { createGraphqlClient, type Subscribe } from './client.ts';
import type { ResumingSink } from './resuming-subscription.ts';

suite('the GraphQL client', () => {
  test('shows in every list what an event says of a tracker', async (t) => {
    const { client, emit, seen } = await setUp(t, {
      Trackers: page('trackers', [tracker('1', { connection: 'CONNECTED' })]),
    });
    const names = seen(client.query(TRACKERS, {}), ({ trackers }) => trackers.nodes.map((row) => row.connection));
    await names.until(['CONNECTED']);
    emit([tracker('1', { connection: 'IDLE' })]);
    await names.until(['IDLE']);
  });

  test('adds a tracker and its carrier that an event brings to the lists, once', async (t) => {
    const { client, emit, seen } = await setUp(t, {
      Trackers: page('trackers', [tracker('1', {})]),
      People: page('people', [person('anna')]),
    });
    const trackers = seen(client.query(TRACKERS, {}), (data) => data.trackers.nodes.map(({ id }) => id));
    const people = seen(client.query(PEOPLE, {}), (data) => data.people.nodes.map(({ id }) => id));
    await trackers.until(['1']);
    await people.until(['anna']);
    const added = tracker('2', { person: person('boris') });
    emit([added]);
    emit([tracker('1', {}), added]);
    await trackers.until(['1', '2']);
    await people.until(['anna', 'boris']);
  });

  test('adds what a mutation made to the list and leaves a list alone that nobody loaded', async (t) => {
    const { client, seen, asked } = await setUp(t, {
      Trackers: page('trackers', [tracker('1', {})]),
      AddTracker: {
        addTracker: {
          __typename: 'AddTrackerPayload',
          tracker: tracker('2', { person: person('boris') }),
          userErrors: [],
        },
      },
    });
    const trackers = seen(client.query(TRACKERS, {}), (data) => data.trackers.nodes.map(({ id }) => id));
    await trackers.until(['1']);
    await client.mutation(ADD_TRACKER, { input: { name: 'Phone', identifier: 'p2', newPersonName: 'Boris' } });
    await trackers.until(['1', '2']);
    assert.deepEqual(asked(), ['Trackers', 'AddTracker']);
  });

  test('joins pages into one list', async (t) => {
    const pages = {
      first: page('trackers', [tracker('1', {})], 'c1'),
      second: page('trackers', [tracker('2', {})]),
    };
    const { client, seen } = await setUp(t, {
      Trackers: ({ after }) => (after === 'c1' ? pages.second : pages.first),
    });
    await client.query(TRACKERS, { after: null });
    const all = seen(client.query(TRACKERS, { after: 'c1' }), (data) => data.trackers.nodes.map(({ id }) => id));
    await all.until(['1', '2']);
  });

  test('sends the header that lets the session cookie count', async (t) => {
    const { client, headers } = await setUp(t, { Trackers: page('trackers', []) });
    await client.query(TRACKERS, {});
    assert.equal(headers().at(-1)?.['x-trekker-csrf'], '1');
  });

  test('tells when the session has ended', async (t) => {
    const { client, signedOut } = await setUp(t, {});
    await client.query(TRACKERS, {});
    assert.equal(signedOut(), 1);
  });
});

type Answer = object | ((variables: { after?: string | null }) => object);

/** A server that answers by the name of the operation, and UNAUTHENTICATED to all others. */
async function setUp(t: TestContext, answers: Readonly<Record<string, Answer>>) {
  const requests: { name: string; headers: Record<string, unknown> }[] = [];
  const answerTo = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { operationName, variables } = JSON.parse(body);
    requests.push({ name: operationName, headers: request.headers });
    const answer = answers[operationName];
    const data = typeof answer === 'function' ? answer(variables) : answer;
    const refusal = { errors: [{ message: 'sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data ? { data } : refusal));
  };
  const server = createServer((request, response) => void answerTo(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let sink: ResumingSink<Record<string, unknown>> | undefined;
  const subscribe: Subscribe = (_request, own) => {
    sink = own as unknown as ResumingSink<Record<string, unknown>>;
    return () => {};
  };
  let signedOut = 0;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const client = createGraphqlClient({ url, subscribe, onSignedOut: () => signedOut++ });
  const events = client.subscription(TRACKERS_CHANGED, {}).subscribe(() => {});
  const sources = [events];
  t.after(() => {
    for (const source of sources) source.unsubscribe();
    server.closeAllConnections();
    server.close();
  });

  /** Watches what a query shows. */
  const seen = <Data, Shown>(
    source: { subscribe(next: (result: { data?: Data | undefined }) => void): { unsubscribe(): void } },
    select: (data: Data) => Shown,
  ) => {
    let last: Shown | undefined;
    let check = () => {};
    const subscription = source.subscribe(({ data }) => {
      if (data) last = select(data);
      check();
    });
    sources.push(subscription);
    return {
      until: (wanted: Shown) =>
        new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new assert.AssertionError({ actual: last, expected: wanted })), 10_000);
          check = () => {
            if (JSON.stringify(last) !== JSON.stringify(wanted)) return;
            clearTimeout(timer);
            resolve();
          };
          check();
        }),
    };
  };

  return {
    client,
    seen,
    emit: (trackers: readonly object[]) => {
      const trackersChanged = { __typename: 'TrackersChange', cursor: 'c', snapshot: false, trackers };
      sink?.next({ data: { trackersChanged } }, false);
    },
    asked: () => requests.map(({ name }) => name),
    headers: () => requests.map(({ headers }) => headers),
    signedOut: () => signedOut,
  };
}

function page(field: 'trackers' | 'people', nodes: readonly object[], endCursor: string | null = null) {
  const __typename = field === 'trackers' ? 'TrackerConnection' : 'PersonConnection';
  const pageInfo = { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor };
  return { [field]: { __typename, nodes, pageInfo } };
}

function person(id: string) {
  return { __typename: 'Person', id, name: id, unit: null };
}

function tracker(id: string, fields: object) {
  const nothing = { unit: null, person: null, asset: null, lastHeardAt: null };
  return { __typename: 'Tracker', id, name: id, identifiers: [id], connection: 'CONNECTED', ...nothing, ...fields };
}
