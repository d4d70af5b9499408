import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger } from '@trekker/kit';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

/** A phone that sent one byte of its body; the server has begun to read it. */
async function stalledPhone(site: TestPositions, token: string): Promise<Socket> {
  const socket = connect(site.positions.phonePort(), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST /i/${token}/ HTTP/1.1\r\nHost: trekker\r\nContent-Length: 90\r\nExpect: 100-continue\r\n\r\n`);
  await once(socket, 'data');
  socket.write('i');
  return socket;
}

/** Resolves when a connection is gone, reset or not. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** How long something took, in milliseconds. */
async function duration(work: () => Promise<unknown> | undefined): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

test(
  'neither drains nor stops later because a phone stalls in the middle of its report',
  { timeout: 20_000 },
  async () => {
    await using site = await startPositions();
    const { token } = await site.tenant();
    const phone = await stalledPhone(site, token);
    const closed = closeOf(phone);
    assert.ok((await duration(() => site.positions.drain?.())) < 4_500);
    assert.ok((await duration(() => site.positions.stop())) < 4_500);
    await closed;
  },
);

test('stops without a drain although a phone stalls', { timeout: 20_000 }, async () => {
  await using site = await startPositions();
  const { token } = await site.tenant();
  const closed = closeOf(await stalledPhone(site, token));
  assert.ok((await duration(() => site.positions.stop())) < 4_500);
  await closed;
});

test('answers what is under way before it is drained, and takes nothing new', { timeout: 20_000 }, async () => {
  await using site = await startPositions();
  const { door, tracker } = await site.tenant();
  await tracker('bus-1');
  const release = await site.holdCommits();
  const answered = post(door, [fix('bus-1', 0)]);
  await site.commitWaits();
  let drained = false;
  const draining = site.positions.drain?.().then(() => (drained = true));
  await assert.rejects(post(door, [fix('bus-1', 1)]));
  await sleep(200);
  assert.equal(drained, false);
  await release();
  assert.equal((await answered).status, 200);
  await draining;
});

test(
  'drains and stops although the database does not answer, and acknowledges nothing',
  { timeout: 40_000 },
  async () => {
    await using site = await startPositions({}, createLogger('silent'));
    const { door, tracker } = await site.tenant();
    await tracker('bus-1');
    const release = await site.holdCommits();
    const answered = post(door, [fix('bus-1', 0)]).then(
      ({ status }) => status,
      () => 'cut off',
    );
    await site.commitWaits();
    assert.ok((await duration(() => site.positions.drain?.())) < 12_000);
    assert.ok((await duration(() => site.positions.stop())) < 12_000);
    assert.notEqual(await answered, 200);
    await release();
  },
);

test('takes a phone that hangs up for what it is: no error of ours', async () => {
  const lines: { level: number; msg: string }[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) };
  await using site = await startPositions({}, createLogger('debug', destination));
  const { token } = await site.tenant();
  (await stalledPhone(site, token)).destroy();
  const told = () => lines.filter(({ msg }) => /hung up|could not be answered/.test(msg));
  while (!told().length) await sleep(10);
  assert.deepEqual(
    told().map(({ level }) => level),
    [20],
  );
});
