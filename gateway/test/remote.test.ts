import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import {
  createAccessTokens,
  createEventStream,
  createInternalTokens,
  createSecret,
  serveSubgraph,
  silentLogger,
  systemClock,
  TrekkerError,
  type Authority,
  type EventStream,
  type Revocation,
  type SubgraphExecutor,
  type SubgraphRequest,
  type SubgraphResult,
} from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';
import { createPart } from '../src/remote/part.ts';
import { createRemoteAuthority } from '../src/remote/remote-authority.ts';
import { createRemoteSubgraph } from '../src/remote/remote-subgraph.ts';
import { eventually } from './socket-client.ts';

const secret = createSecret('a secret of at least thirty-two characters');
const tokens = createInternalTokens(secret);
const clock = systemClock;
const log = silentLogger;
const viewer = { ...testViewer('01900000-0000-7000-8000-00000000000a', ['notes:read']), expiresAt: 4_000_000_000_000 };
const TIMEOUT_MS = 400;

/** A process of subgraph `notes` that tells who asked it and streams what it is given. */
async function startProcess(
  t: TestContext,
  name: string,
  { port = 0, authority }: { port?: number; authority?: Authority } = {},
) {
  const asked: SubgraphRequest[] = [];
  const streams: EventStream<SubgraphResult>[] = [];
  const subgraph: SubgraphExecutor = {
    name: 'notes',
    async execute(request) {
      asked.push(request);
      return { data: { by: name } };
    },
    subscribe(request) {
      asked.push(request);
      const stream = createEventStream<SubgraphResult>({ onEnd: () => {} });
      streams.push(stream);
      request.signal.addEventListener('abort', () => stream.end());
      return stream;
    },
  };
  const server = serveSubgraph({ subgraph, authority, tokens, host: '127.0.0.1', port, clock, log });
  await server.start();
  t.after(() => server.stop());
  return { asked, streams, server, url: new URL(`http://127.0.0.1:${server.port()}`) };
}

/** A process that is stopped: the system takes connections for it, and nobody answers. */
async function startSilent(
  t: TestContext,
  answer: RequestListener = () => {},
): Promise<{ url: URL; server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), server, asked };
}

async function partOf(t: TestContext, ...urls: URL[]) {
  const part = createPart('notes', urls);
  await part.start();
  t.after(() => part.stop());
  return { part, notes: createRemoteSubgraph('notes', { part, tokens, clock, timeoutMs: TIMEOUT_MS }) };
}

const request = (document: string, signal = new AbortController().signal): SubgraphRequest => ({
  document,
  variables: { n: 1 },
  viewer,
  requestId: 'r1',
  clientAddress: '198.51.100.1',
  readAfter: { 'notes/a/0': 3 },
  signal,
});

test('carries request and viewer over whole, and nobody as nobody', async (t) => {
  const process = await startProcess(t, 'one');
  const { notes } = await partOf(t, process.url);
  assert.deepEqual(await notes.execute(request('{ by }')), { data: { by: 'one' } });
  await notes.execute({ ...request('{ by }'), viewer: null });
  const [first, second] = process.asked.map(({ signal: _signal, ...rest }) => rest);
  const { signal: _signal, ...sent } = request('{ by }');
  assert.deepEqual([first, second], [sent, { ...sent, viewer: null }]);
});

test('asks each process in turn, passes over one that is gone and takes it back', async (t) => {
  const [one, two] = [await startProcess(t, 'one'), await startProcess(t, 'two')];
  const { part, notes } = await partOf(t, one.url, two.url);
  const whom = async (document = 'mutation { by }') => (await notes.execute(request(document))).data?.['by'];
  assert.deepEqual(new Set([await whom(), await whom()]), new Set(['one', 'two']));
  await one.server.stop();
  // A mutation could meet a connection that dies under it, and is never repeated.
  for (let n = 0; n < 4; n += 1) assert.equal(await whom('{ by }'), 'two');
  assert.equal(await part.ready?.(), null);
  assert.match((await part.degraded()) ?? '', /^notes: 127\.0\.0\.1:\d+ does not answer$/);
  await startProcess(t, 'again', { port: Number(one.url.port) });
  await eventually(async () => (await part.degraded()) === null, 5_000);
  assert.ok([await whom(), await whom()].includes('again'));
});

test('fails with UNAVAILABLE at once where nobody listens', async (t) => {
  const gone = await startProcess(t, 'gone');
  await gone.server.stop();
  const { part, notes } = await partOf(t, gone.url);
  await assert.rejects(notes.execute(request('{ by }')), { code: 'UNAVAILABLE' });
  assert.match((await part.ready?.()) ?? '', /does not answer/);
});

test('fails with TIMEOUT where a process is stopped, and asks another one after half of the time', async (t) => {
  const silent = await startSilent(t);
  const { notes } = await partOf(t, silent.url);
  for (const document of ['{ by }', 'mutation { by }']) {
    await assert.rejects(notes.execute(request(document)), { code: 'TIMEOUT' });
  }
  await assert.rejects(notes.subscribe(request('subscription { by }')).next(), { code: 'TIMEOUT' });
  const well = await startProcess(t, 'well');
  const both = await partOf(t, silent.url, well.url);
  const before = silent.asked.length;
  for (let n = 0; n < 3; n += 1) {
    assert.deepEqual(await both.notes.execute(request('{ by }')), { data: { by: 'well' } });
  }
  assert.ok(silent.asked.slice(before).includes('POST /'), 'it was asked first');
});

test('repeats a query whose answer was lost once, and a mutation never', async (t) => {
  const cut = await startSilent(t, (incoming, response) => {
    if (incoming.url === '/healthz') response.end('ok\n');
    else incoming.socket.destroy();
  });
  const { notes } = await partOf(t, cut.url);
  const posts = () => cut.asked.filter((asked) => asked === 'POST /').length;
  await assert.rejects(notes.execute(request('{ by }')), /socket hang up|ECONNRESET/);
  assert.equal(posts(), 2);
  await assert.rejects(notes.execute(request('mutation { by }')), /socket hang up|ECONNRESET/);
  assert.equal(posts(), 3);
});

test('a stream brings its events and ends upstream when nobody listens, also while it is quiet', async (t) => {
  const process = await startProcess(t, 'one');
  const { notes } = await partOf(t, process.url);
  const leave = new AbortController();
  const events = notes.subscribe(request('subscription { by }', leave.signal));
  const first = events.next();
  await eventually(() => process.streams.length === 1);
  process.streams[0]?.push({ data: { by: 1 } });
  assert.deepEqual(await first, { value: { data: { by: 1 } }, done: false });
  const next = events.next();
  leave.abort();
  assert.equal((await next).done, true);
  await eventually(() => process.asked[0]?.signal.aborted === true);
});

test('a stream whose process is gone fails with UNAVAILABLE', async (t) => {
  const process = await startProcess(t, 'one');
  const { notes } = await partOf(t, process.url);
  const events = notes.subscribe(request('subscription { by }'));
  const first = events.next();
  await eventually(() => process.streams.length === 1);
  await process.server.stop();
  await assert.rejects(first, { code: 'UNAVAILABLE' });
});

test('a stream whose process is stopped fails with UNAVAILABLE within seconds', async (t) => {
  let isStopped = false;
  const stopped = await startSilent(t, (incoming, response) => {
    if (isStopped) return;
    if (incoming.url === '/healthz') response.end('ok\n');
    else response.write('{"data":{"by":1}}\n');
  });
  const { notes, part } = await partOf(t, stopped.url);
  const events = notes.subscribe(request('subscription { by }'));
  assert.deepEqual(await events.next(), { value: { data: { by: 1 } }, done: false });
  isStopped = true;
  const startedAt = performance.now();
  await assert.rejects(events.next(), { code: 'UNAVAILABLE' });
  assert.ok(performance.now() - startedAt < 8_000);
  assert.equal(part.answering(), 0);
});

test('verifies tokens itself, follows revocations through interruptions, and asks about all else', async (t) => {
  const revoked: Revocation[] = [];
  const listeners = new Set<Parameters<Authority['onRevoked']>[0]>();
  const authority: Authority = {
    async authenticate({ cookie }) {
      if (cookie === 'session=ada') return viewer;
      throw new TrekkerError('TOKEN_EXPIRED', 'the session has expired');
    },
    tokenMs: 3_600_000,
    revoked: () => revoked,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const revoke = (revocation: Revocation) => {
    revoked.push(revocation);
    for (const listener of listeners) listener(() => false, [revocation]);
  };
  const session = { ...viewer, sessionId: 's1' };
  const process = await startProcess(t, 'one', { authority });
  const { part } = await partOf(t, process.url);
  const accessTokens = createAccessTokens(secret);
  const remote = createRemoteAuthority({
    part,
    name: 'notes',
    accessTokens,
    tokens,
    clock,
    log,
    timeoutMs: TIMEOUT_MS,
  });
  await remote.revocations.start();
  t.after(() => remote.revocations.stop());
  let told = 0;
  remote.revocations.onRevoked(() => (told += 1));
  const bearer = async (who: typeof session) =>
    `Bearer ${await accessTokens.sign(who, 'gateway', Date.now() + 60_000)}`;
  const enter = async (who: typeof session) => remote.authenticate({ authorization: await bearer(who), cookie: null });

  assert.equal(await remote.authenticate({ authorization: null, cookie: null }), null);
  assert.equal((await enter(session))?.sessionId, 's1');
  assert.deepEqual(await remote.authenticate({ authorization: null, cookie: 'session=ada' }), viewer);
  await assert.rejects(remote.authenticate({ authorization: null, cookie: 'session=bob' }), { code: 'TOKEN_EXPIRED' });
  await assert.rejects(remote.authenticate({ authorization: 'Bearer a.b.c', cookie: null }), {
    code: 'UNAUTHENTICATED',
  });

  revoke({ kind: 'session', sessionId: 's1', at: Date.now() });
  await eventually(() => told === 1);
  await assert.rejects(enter(session), { code: 'UNAUTHENTICATED' });

  await process.server.stop();
  revoke({ kind: 'session', sessionId: 's2', at: Date.now() });
  await assert.rejects(remote.authenticate({ authorization: null, cookie: 'session=ada' }), { code: 'UNAVAILABLE' });
  assert.ok(await enter({ ...session, sessionId: 's3' }), 'tokens are good meanwhile');
  await eventually(async () => (await remote.revocations.ready?.()) !== null);
  await startProcess(t, 'again', { port: Number(process.url.port), authority });
  await eventually(async () => (await remote.revocations.ready?.()) === null, 5_000);
  for (const sessionId of ['s1', 's2'])
    await assert.rejects(enter({ ...session, sessionId }), { code: 'UNAUTHENTICATED' });
});
