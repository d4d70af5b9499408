import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, test } from 'node:test';
import { eventually, SocketClient } from '../socket-client.ts';
import type { SeenRequest } from './http-subgraphs.ts';
import { library } from './library.ts';
import { openSite, type Site } from './standalone-harness.ts';

const LENT = 'subscription { lent { title readers { name } } }';

/** A gateway whose subgraph of books tells events as the test says, and the streams that are open there. */
async function openStreams(options: Readonly<Record<string, unknown>> = {}) {
  const streams: { seen: SeenRequest; response: ServerResponse; isOpen: boolean }[] = [];
  const site: Site = await openSite(library, { subgraphs: { books: { subscriptions: 'sse' } }, ...options });
  site.subgraphs.intercept((seen, response) => {
    if (!seen.query.startsWith('subscription')) return false;
    const stream = { seen, response, isOpen: true };
    response.on('close', () => (stream.isOpen = false));
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).flushHeaders();
    streams.push(stream);
    return true;
  });
  const client = await SocketClient.signedIn(site.origin.replace('http', 'ws') + '/graphql');
  return { site, streams, client };
}

/** An event under the key that the subscription asks for. */
const book = ({ query }: SeenRequest, id: string) => {
  const [, key = 'lent'] = /(\w+)\s*:\s*lent/.exec(query) ?? [];
  const title = `Title ${id}`;
  return `event: next\ndata: ${JSON.stringify({ data: { [key]: { __typename: 'Book', id, title } } })}\n\n`;
};

describe('a subgraph that streams server-sent events', () => {
  test('is asked for each stream on a connection of its own, and events are joined with other subgraphs', async () => {
    const { site, streams, client } = await openStreams();
    await using _site = site;
    using _client = client;
    client.subscribe('1', LENT);
    await eventually(() => streams.length === 1);
    const [stream] = streams;
    assert.equal(stream?.seen.headers.accept, 'text/event-stream');
    stream?.response.write(`:\n\n${stream && book(stream.seen, 'b1')}`);
    assert.deepEqual((await client.next('next', '1')).payload, {
      data: { lent: { title: 'Title b1', readers: [{ name: 'Ada' }] } },
    });
    client.subscribe('2', LENT.replace('title', 'name: title'));
    await eventually(() => streams.length === 2);
    streams[1]?.response.write('event: complete\ndata:\n\n');
    await client.next('complete', '2');
    assert.equal(stream?.isOpen, true);
  });

  test('hears within a second that nobody listens any more, also while it is quiet', async () => {
    const { site, streams, client } = await openStreams();
    await using _site = site;
    using _client = client;
    client.subscribe('1', LENT);
    await eventually(() => streams.length === 1);
    client.send({ type: 'complete', id: '1' });
    await eventually(() => streams[0]?.isOpen === false, 1_000);
  });

  for (const [what, play] of [
    ['cut in the middle', (response) => response.destroy()],
    ['ended without a word', (response) => response.end()],
    ['is no GraphQL', (response) => response.write('event: next\ndata: [1]\n\n')],
    ['never ends', (response) => response.write(`data: ${'x'.repeat(70_000)}`)],
  ] as [string, (response: ServerResponse) => void][]) {
    test(`and whose stream ${what} is an error, never complete`, async () => {
      const { site, streams, client } = await openStreams({ maxSubgraphResponseBytes: 65_536 });
      await using _site = site;
      using _client = client;
      client.subscribe('1', LENT);
      await eventually(() => streams.length === 1);
      const [stream] = streams;
      if (stream) play(stream.response);
      const { payload } = await client.next('error', '1');
      assert.match(JSON.stringify(payload), /"code":"UNAVAILABLE"/);
      assert.equal(client.rest().length, 0);
    });
  }

  test('may refuse in plain JSON, and its reason is told', async () => {
    await using site = await openSite(library, { subgraphs: { books: { subscriptions: 'sse' } } });
    site.subgraphs.intercept((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end('{"errors":[{"message":"library closed","extensions":{"code":"CLOSED"}}]}');
      return true;
    });
    using client = await SocketClient.signedIn(site.origin.replace('http', 'ws') + '/graphql');
    client.subscribe('1', LENT);
    assert.deepEqual((await client.next('error', '1')).payload, [
      { message: 'library closed', extensions: { code: 'CLOSED' } },
    ]);
  });

  test('that does not begin in time is given up', async () => {
    await using site = await openSite(library, {
      subgraphTimeoutMs: 200,
      subgraphs: { books: { subscriptions: 'sse' } },
    });
    site.subgraphs.intercept(() => true);
    using client = await SocketClient.signedIn(site.origin.replace('http', 'ws') + '/graphql');
    client.subscribe('1', LENT);
    assert.match(JSON.stringify((await client.next('error', '1')).payload), /UNAVAILABLE/);
  });
});
