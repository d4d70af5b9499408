import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';

import { startPositions, type TestPositions } from './positions.ts';

// Who is slow keeps a place that others would use: requests have to arrive in time.

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** A connection on which something was said. */
async function say(words: string): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(site.base).port) });
  await once(socket, 'connect');
  socket.write(words);
  return socket;
}

/** What was answered until the connection ended, and how long that took in milliseconds. */
async function ending(socket: Socket): Promise<{ answer: string; ms: number }> {
  const begin = performance.now();
  return { answer: await text(socket), ms: performance.now() - begin };
}

test('a request whose headers take longer than ten seconds, or whose body takes longer than thirty, is ended', async () => {
  const { door } = await site.tenant();
  const { pathname } = new URL(door);
  const header = `POST ${pathname}/v1/positions HTTP/1.1\r\nhost: site\r\n`;
  const [headers, body] = await Promise.all([
    say(header).then(ending),
    say(`${header}content-length: 1000\r\n\r\n{`).then(ending),
  ]);
  assert.match(headers.answer, /^HTTP\/1\.1 408 /);
  assert.ok(headers.ms > 9_000 && headers.ms < 20_000, `${headers.ms} ms`);
  assert.match(body.answer, /^HTTP\/1\.1 408 |^$/);
  assert.ok(body.ms > 29_000 && body.ms < 45_000, `${body.ms} ms`);
});

test('what was not read of a refused body is not taken for a request', async () => {
  const { door } = await site.tenant();
  const { pathname } = new URL(door);
  const smuggled = `GET ${pathname}/?id=smuggled HTTP/1.1\r\nhost: site\r\n\r\n`;
  const head = `POST ${pathname}/nowhere HTTP/1.1\r\nhost: site\r\ncontent-length: ${smuggled.length + 1}\r\n\r\n`;
  const { answer } = await ending(await say(`${head}x${smuggled}`));
  assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, answer);
  assert.match(answer, /^HTTP\/1\.1 404 /);
  assert.match(answer, /connection: close/i);
});
