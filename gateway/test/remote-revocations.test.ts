import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  createInternalTokens,
  createSecret,
  serveSubgraph,
  silentLogger,
  systemClock,
  type Authority,
  type Revocation,
  type SubgraphExecutor,
} from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';
import { followRevocations } from '../src/remote/follow-revocations.ts';
import { createPart } from '../src/remote/part.ts';
import { eventually } from './socket-client.ts';

const tokens = createInternalTokens(createSecret('a secret of at least thirty-two characters'));
const log = silentLogger;
const NOW = Date.UTC(2026, 10, 20);
const HOUR = 3_600_000;
const session = (sessionId: string, at = NOW): Revocation => ({ kind: 'session', sessionId, at });
const viewerOf = (sessionId: string) => ({ ...testViewer('t', []), sessionId });

/** A process that decides about rights, with tokens that last for an hour. */
async function startAuthority(t: TestContext, revoked: readonly Revocation[], port = 0) {
  const listeners = new Set<Parameters<Authority['onRevoked']>[0]>();
  const authority: Authority = {
    authenticate: async () => null,
    tokenMs: HOUR,
    revoked: () => revoked,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const subgraph = { name: 'notes' } as SubgraphExecutor; // nobody runs an operation
  const server = serveSubgraph({ subgraph, authority, tokens, host: '127.0.0.1', port, clock: systemClock, log });
  await server.start();
  t.after(() => server.stop());
  const revoke = (revocation: Revocation) => {
    for (const listener of listeners) listener(() => false, [revocation]);
  };
  return { server, revoke };
}

/** Somebody who follows it by a clock of their own, but shows tokens of the present. */
async function startFollower(t: TestContext, port: number) {
  const part = createPart('notes', [new URL(`http://127.0.0.1:${port}`)]);
  await part.start();
  t.after(() => part.stop());
  const time = { now: NOW };
  const clock = { now: () => time.now };
  const present = {
    ...tokens,
    sign: (...[viewer, audience]: Parameters<typeof tokens.sign>) => tokens.sign(viewer, audience, Date.now()),
  };
  const followed = followRevocations({ part, name: 'notes', tokens: present, clock, log });
  await followed.start();
  t.after(() => followed.stop());
  const revoked = (...ids: string[]) => ids.filter((id) => followed.isRevoked(viewerOf(id)));
  return { time, followed, revoked };
}

test('forgets a revocation once no token carries it any more', async (t) => {
  const { server, revoke } = await startAuthority(t, [session('old', NOW - HOUR + 1_000), session('young')]);
  const { time, revoked } = await startFollower(t, server.port());
  assert.deepEqual(revoked('old', 'young'), ['old', 'young']);
  time.now += 2_000;
  revoke(session('fresh', time.now));
  await eventually(() => revoked('fresh').length === 1);
  assert.deepEqual(revoked('old', 'young', 'fresh'), ['young', 'fresh']);
});

test('after an interruption knows what it is told anew, and nothing else', async (t) => {
  const { server } = await startAuthority(t, [session('one'), session('two')]);
  const port = server.port();
  const { followed, revoked } = await startFollower(t, port);
  assert.deepEqual(revoked('one', 'two'), ['one', 'two']);
  await server.stop();
  await eventually(async () => (await followed.ready?.()) !== null);
  assert.deepEqual(revoked('one', 'two'), ['one', 'two'], 'nobody comes in meanwhile');
  await startAuthority(t, [session('two')], port);
  await eventually(async () => (await followed.ready?.()) === null, 5_000);
  assert.deepEqual(revoked('one', 'two'), ['two']);
});
