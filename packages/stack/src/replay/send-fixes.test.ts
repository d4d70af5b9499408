import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RecordedFix } from './recorded-fix.ts';
import { sendFixes } from './send-fixes.ts';

interface Received {
  readonly path: string;
  readonly trackers: readonly string[];
  readonly times: readonly number[];
}

type Intake = (batch: Received, response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

/** An intake that answers as it is told. */
async function intake(t: TestContext, answer: Intake): Promise<{ door: () => URL; received: Received[] }> {
  const received: Received[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { positions } = JSON.parse(Buffer.concat(chunks).toString()) as {
      positions: { tracker: string; time: number }[];
    };
    const trackers = positions.map(({ tracker }) => tracker);
    const batch = { path: request.url ?? '', trackers, times: positions.map(({ time }) => time) };
    received.push(batch);
    await answer(batch, response, request);
  };
  const server = createServer((request, response) => void take(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { door: () => new URL(`http://127.0.0.1:${port}/i/token/`), received };
}

function accept(batch: Received, response: ServerResponse, body: object = {}): void {
  response.end(JSON.stringify({ accepted: batch.times.length, duplicates: 0, rejected: [], ...body }));
}

/** Fixes at 0, 1, 2, … of trackers in turn. */
function recording(trackers: readonly string[], count: number): RecordedFix[] {
  return Array.from({ length: count }, (_, at) => ({
    identifier: trackers[at % trackers.length] ?? '',
    at,
    latitude: 1,
    longitude: 2,
  }));
}

test('every fix is sent once, those of a tracker in order and none before the previous batch was acknowledged', async (t) => {
  const under = new Set<string>();
  const { door, received } = await intake(t, async (batch, response) => {
    const trackers = new Set(batch.trackers);
    for (const tracker of trackers) assert.ok(!under.has(tracker), `${tracker} overtakes itself`);
    for (const tracker of trackers) under.add(tracker);
    await sleep(2);
    for (const tracker of trackers) under.delete(tracker);
    accept(batch, response);
  });
  const fixes = recording(['a', 'b', 'c', 'd', 'e'], 203);
  const tally = await sendFixes({ fixes, door, connections: 3, batchSize: 10 });
  assert.deepEqual(tally, { sent: 203, accepted: 203, duplicates: 0, rejected: 0, retries: 0 });
  const arrived = received.flatMap(({ trackers, times }) =>
    times.map((at, index) => ({ tracker: trackers[index], at })),
  );
  assert.deepEqual(arrived.map(({ at }) => at).toSorted((x, y) => x - y), fixes.map(({ at }) => at)); // prettier-ignore
  for (const [tracker, own] of Map.groupBy(arrived, ({ tracker }) => tracker)) {
    const times = own.map(({ at }) => at);
    assert.deepEqual(
      times,
      times.toSorted((x, y) => x - y),
      `fixes of ${tracker}`,
    );
  }
  assert.equal(received[0]?.path, '/i/token/v1/positions');
});

test('several connections are used at once and kept open', async (t) => {
  const ports = new Set<number | undefined>();
  let [now, most] = [0, 0];
  const { door } = await intake(t, async (batch, response, request) => {
    ports.add(request.socket.remotePort);
    most = Math.max(most, (now += 1));
    await sleep(5);
    now -= 1;
    accept(batch, response);
  });
  await sendFixes({ fixes: recording(['a', 'b', 'c', 'd'], 80), door, connections: 4, batchSize: 5 });
  assert.equal(most, 4);
  assert.equal(ports.size, 4);
});

test('a batch that is not answered, or with 503, is sent again as it was, and nothing else meanwhile', async (t) => {
  let calls = 0;
  const { door, received } = await intake(t, (batch, response, request) => {
    calls += 1;
    if (calls === 2) response.writeHead(503, { 'retry-after': '0', connection: 'close' }).end();
    else if (calls === 3) request.socket.destroy();
    else if (calls === 4) accept(batch, response, { accepted: 1, duplicates: 1 });
    else accept(batch, response);
  });
  const tally = await sendFixes({ fixes: recording(['a'], 6), door, connections: 2, batchSize: 2 });
  assert.deepEqual(tally, { sent: 6, accepted: 5, duplicates: 1, rejected: 0, retries: 2 });
  assert.deepEqual(
    received.map(({ times }) => times[0]),
    [0, 2, 2, 2, 4],
  );
});

test('an address that changes is followed', async (t) => {
  const gone = await intake(t, (_batch, _response, request) => void request.socket.destroy());
  const back = await intake(t, (batch, response) => accept(batch, response));
  let asked = 0;
  const door = () => ((asked += 1) > 1 ? back.door() : gone.door());
  const tally = await sendFixes({ fixes: recording(['a'], 1), door });
  assert.deepEqual([tally.accepted, tally.retries], [1, 1]);
});

test('what is rejected is counted, also where no tracker of a batch is known', async (t) => {
  const rejected = [{ index: 0, code: 'UNKNOWN_TRACKER', message: 'nobody' }];
  const { door } = await intake(t, (batch, response) => {
    response.statusCode = 404;
    accept(batch, response, { accepted: 0, rejected });
  });
  const tally = await sendFixes({ fixes: recording(['a'], 1), door });
  assert.deepEqual(tally, { sent: 1, accepted: 0, duplicates: 0, rejected: 1, retries: 0 });
});

test('a refusal ends everything with what the intake said', async (t) => {
  const { door, received } = await intake(t, (_batch, response) => void response.writeHead(401).end('no such door\n'));
  await assert.rejects(
    sendFixes({ fixes: recording(['a', 'b'], 100), door, connections: 2, batchSize: 1 }),
    /^Error: the intake refused a batch with 401: no such door$/,
  );
  assert.ok(received.length <= 4, `${received.length} requests`);
});

test('an answer that does not account for every fix is taken for a refusal', async (t) => {
  const { door } = await intake(t, (batch, response) => accept(batch, response, { accepted: batch.times.length - 1 }));
  await assert.rejects(sendFixes({ fixes: recording(['a'], 3), door }), /3 fixes were sent and the answer tells of 2/);
});

test('patience ends', async (t) => {
  const { door } = await intake(t, (_batch, response) => void response.writeHead(503).end());
  await assert.rejects(
    sendFixes({ fixes: recording(['a'], 1), door, patienceMs: 100 }),
    /unanswered for 0.1 s, at last: HTTP 503/,
  );
});

test('an abort ends the sending between attempts', async (t) => {
  const stop = new AbortController();
  const { door } = await intake(t, (_batch, response) => {
    stop.abort(new Error('enough'));
    response.writeHead(503).end();
  });
  await assert.rejects(sendFixes({ fixes: recording(['a'], 1), door, signal: stop.signal }), /^Error: enough$/);
});
