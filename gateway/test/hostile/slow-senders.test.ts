import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, test } from 'node:test';
import { startGateway } from '../gateway-harness.ts';
import { openSite } from '../standalone/standalone-harness.ts';

const PATIENCE = { headersMs: 400, receiveMs: 800 };
const HEAD = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\n';

/** What a sender says at first, and then again and again. */
const senders: readonly [name: string, first: string, drop: string][] = [
  ['says nothing', '', ''],
  ['sends headers drop by drop', HEAD, 'x-drop: 1\r\n'],
  ['sends a body drop by drop', `${HEAD}content-type: application/json\r\ncontent-length: 100000\r\n\r\n{`, ' '],
  [
    'sends pieces of a body',
    `${HEAD}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    '1\r\n \r\n',
  ],
];

const gateways: Readonly<Record<string, () => Promise<{ origin: string } & AsyncDisposable>>> = {
  'the gateway of the product': () => startGateway(PATIENCE),
  'the gateway for any supergraph': () =>
    openSite([{ name: 'a', sdl: 'type Query { page: Int }', resolvers: { Query: { page: () => 1 } } }], PATIENCE),
};

describe('whoever', { concurrency: true }, () => {
  for (const [gateway, start] of Object.entries(gateways)) {
    for (const [name, first, drop] of senders) {
      test(`${name} is cut off by ${gateway}, and others are served`, { timeout: 20_000 }, async () => {
        await using site = await start();
        const sockets = await Promise.all(Array.from({ length: 20 }, () => slow(site.origin, { first, drop })));
        const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
        const answer = await fetch(`${site.origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ __typename }"}',
        });
        assert.deepEqual(await answer.json(), { data: { __typename: 'Query' } });
        await Promise.all(closed);
      });
    }
  }
});

async function slow(origin: string, { first, drop }: { first: string; drop: string }): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined).resume();
  socket.write(first);
  const dripping = drop === '' ? undefined : setInterval(() => void socket.write(drop), 50);
  socket.once('close', () => clearInterval(dripping));
  return socket;
}
