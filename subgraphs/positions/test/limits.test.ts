import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { writeTrackFile } from '@trekker/protocols';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

const FEW_WAIT = { TREKKER_POSITIONS_MAX_WAITING: '100', TREKKER_POSITIONS_MAX_BATCH_POSITIONS: '100' };

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** Leaves as much in quarantine as a known tracker may. */
async function fillQuarantine(door: string, identifier: string): Promise<void> {
  for (let sent = 0; sent < 10_000; sent += 5_000) {
    const bad = Array.from({ length: 5_000 }, (_, index) => fix(identifier, sent + index, { latitude: 91 }));
    const { status, answer } = await post(door, bad);
    assert.ok(typeof answer === 'object');
    assert.deepEqual([status, answer.rejected.length], [200, 5_000]);
  }
}

test('acknowledges no bad message of a known tracker that quarantine takes no more of, and takes it later', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('broken-1');
  await tracker('broken-2');
  await fillQuarantine(door, 'broken-1');
  const report = (id: string) => fetch(`${door}/?id=${id}&timestamp=5&lat=52&lon=13`);
  for (let kept = 0, refused = false; !refused; kept += 1) {
    const { status, headers } = await report('broken-1');
    refused = status === 503;
    if (refused) assert.equal(headers.get('retry-after'), '60');
    assert.ok(kept < 100, 'the 10,100th is acknowledged still');
  }
  const location = JSON.stringify({ _type: 'location', tid: 'b1', tst: 5, lat: 52, lon: 13 });
  const owntracks = await fetch(`${door}/owntracks?u=broken-1&d=broken-1`, { method: 'POST', body: location });
  assert.equal(owntracks.status, 503);
  // Who sends many is told of each by itself, those that are not kept too.
  const { status, answer } = await post(door, [fix('broken-1', 0, { latitude: 91 }), fix('broken-1', 1)]);
  assert.ok(typeof answer === 'object');
  assert.deepEqual([status, answer.accepted, answer.rejected.length], [200, 1, 1]);
  assert.equal((await report('broken-2')).status, 200);
  site.advance(60_000);
  assert.equal((await report('broken-1')).status, 200);
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  assert.ok(data.quarantinedFixes.totalCount >= 10_001 && data.quarantinedFixes.totalCount <= 10_100);
});

test('refuses with 503 and Retry-After when more waits than may', async () => {
  await using small = await startPositions(FEW_WAIT);
  const { door, tracker } = await small.tenant();
  await tracker('bus-7');
  const send = (count: number) =>
    fetch(`${door}/v1/positions`, {
      method: 'POST',
      body: JSON.stringify({ positions: Array.from({ length: count }, (_, index) => fix('bus-7', index)) }),
    });
  const release = await small.holdCommits();
  const waiting = send(100);
  await small.commitWaits();
  const refused = await send(1);
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '1']);
  await release();
  assert.equal((await waiting).status, 200);
});

test('refuses before it reads a body what could not be stored, and hears the next request of the connection', async () => {
  await using small = await startPositions(FEW_WAIT);
  const { door, tracker } = await small.tenant();
  await tracker('bus-7');
  const body = JSON.stringify({ positions: [fix('bus-7', 200)] });
  const { port, pathname } = new URL(`${door}/v1/positions`);
  const head = `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
  const release = await small.holdCommits();
  const waiting = post(
    door,
    Array.from({ length: 100 }, (_, index) => fix('bus-7', index)),
  );
  await small.commitWaits();
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  const answer = async (text: string) => {
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  };
  assert.match(await answer(head), /^HTTP\/1\.1 503 [^]*retry-after: 1\r\n/i);
  await release();
  assert.equal((await waiting).status, 200);
  assert.match(await answer(body + head + body), /^HTTP\/1\.1 200 /);
  socket.destroy();
});

test('does not start where a request that is taken could never be stored', async () => {
  const few = { TREKKER_POSITIONS_MAX_WAITING: '100', TREKKER_POSITIONS_MAX_BATCH_POSITIONS: '101' };
  await assert.rejects(
    startPositions(few),
    /TREKKER_POSITIONS_MAX_WAITING must be at least TREKKER_POSITIONS_MAX_BATCH_POSITIONS, 101, got 100/,
  );
});

test('imports a file with more points than may wait', async () => {
  await using small = await startPositions(FEW_WAIT);
  const { door, tracker } = await small.tenant();
  await tracker('bus-9');
  const fixes = Array.from({ length: 250 }, (_, index) => {
    const at = { recordedAt: Date.now() - 3_600_000 + index * 1_000, latitude: 52.5, longitude: 13.4 + index / 10_000 };
    return { identifier: 'bus-9', ...at, attributes: {} };
  });
  const body = writeTrackFile('ndjson', [{ name: null, fixes }]);
  const response = await fetch(`${door}/v1/tracks?tracker=bus-9&format=ndjson`, { method: 'POST', body });
  const answer = (await response.json()) as { accepted: number };
  assert.deepEqual([response.status, answer.accepted], [200, 250]);
});

test('takes the door’s token as bearer at the bare addresses, and no other', async () => {
  const { token, tracker } = await site.tenant();
  await tracker('bus-8');
  const report = (authorization: string) =>
    fetch(`${site.base}/v1/positions`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ positions: [fix('bus-8', 0)] }),
    }).then(({ status }) => status);
  assert.equal(await report(`Bearer ${token}`), 200);
  assert.equal(await report(`Bearer ${token}x`), 401);
  assert.equal(await report(`Basic ${token}`), 401);
});

test('refuses an OsmAnd report of more than 64 KiB', async () => {
  const { door, tracker } = await site.tenant();
  await tracker('phone-3');
  const start = `id=phone-3&timestamp=${Math.floor(Date.now() / 1_000)}&lat=52.5&lon=13.4&note=`;
  const report = (length: number) =>
    fetch(`${door}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: start.padEnd(length, 'x'),
    }).then(({ status }) => status);
  assert.equal(await report(65_536), 200);
  assert.equal(await report(65_537), 413);
});

test('refuses what comes through a door soon after it was closed', async () => {
  const { door, tracker, closeDoor } = await site.tenant();
  await tracker('bus-9');
  assert.equal((await post(door, [fix('bus-9', 0)])).status, 200);
  assert.equal(await closeDoor().then(({ result }) => result), true);
  site.advance(2_000);
  assert.equal((await post(door, [fix('bus-9', 1)])).status, 401);
});

test('closes connections beyond those that an address may have, and takes another where one went', async () => {
  await using small = await startPositions({ TREKKER_POSITIONS_PHONE_MAX_CONNECTIONS_PER_ADDRESS: '2' });
  const port = Number(new URL(small.base).port);
  const open = async () => {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return socket;
  };
  const [first, second] = [await open(), await open()];
  const third = await open();
  await once(third, 'close');
  first.destroy();
  await once(first, 'close');
  await sleep(50);
  const fourth = await open();
  fourth.write('GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n');
  const [answer] = (await once(fourth, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 4/);
  for (const socket of [second, fourth]) socket.destroy();
});

test('receives no more at once than fits the memory, and more when that was answered', async () => {
  await using small = await startPositions({
    TREKKER_POSITIONS_MAX_BODY_BYTES: '20000',
    TREKKER_POSITIONS_MAX_BODIES_BYTES: '30000',
  });
  const { door, tracker } = await small.tenant();
  await tracker('bus-3');
  const body = JSON.stringify({ positions: [fix('bus-3', 0)] });
  const send = (text: string | Buffer<ArrayBuffer>, headers = {}) =>
    fetch(`${door}/v1/positions`, { method: 'POST', headers, body: text });
  // Half of a body that never ends.
  const { pathname, port } = new URL(`${door}/v1/positions`);
  const slow = connect({ port: Number(port), host: '127.0.0.1' });
  slow.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: 19000\r\n\r\n${' '.repeat(18_000)}`);
  await sleep(200);
  const refused = await send(body.padEnd(15_000));
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '1']);
  const zipped = await send(gzipSync(body.padEnd(15_000)), { 'content-encoding': 'gzip' });
  assert.equal(zipped.status, 503, 'what it holds unzipped counts too');
  assert.equal((await send(body)).status, 200);
  slow.destroy();
  await sleep(200);
  for (let times = 0; times < 3; times += 1) assert.equal((await send(body.padEnd(15_000))).status, 200);
});

test('does not start where a body that is taken would have no room', async () => {
  await assert.rejects(
    startPositions({ TREKKER_POSITIONS_MAX_BODY_BYTES: '20000', TREKKER_POSITIONS_MAX_BODIES_BYTES: '19999' }),
    /TREKKER_POSITIONS_MAX_BODIES_BYTES must be at least TREKKER_POSITIONS_MAX_BODY_BYTES, 20000, got 19999/,
  );
});
