import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { encodeCursor } from '@trekker/kit';

import { streamPositions } from '../src/actions/stream-positions.ts';
import { createContext, type Context } from '../src/context.ts';
import type { LatestChanges } from '../src/workers/latest-changes.ts';
import { fix, post, request, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** A context whose listeners and reads are counted. */
async function countedContext() {
  const { viewer, door, tracker } = await site.tenant();
  const trackerId = await tracker('s-1');
  await post(door, [fix('s-1', 0)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const count = { listening: 0, reads: 0 };
  const listeners = new Set<Parameters<LatestChanges['join']>[1]>();
  const changes: Pick<LatestChanges, 'join'> = {
    async join(_tenant, listener) {
      listeners.add(listener);
      count.listening += 1;
      return () => {
        listeners.delete(listener);
        count.listening -= 1;
      };
    },
  };
  // A stream never touches intake.
  const shared = {
    database: site.writer,
    listening: () => ({ phonePort: null, mqttPort: null, devicePorts: [] }),
    intake: undefined as never,
    importer: undefined as never,
    changes,
    claimLimit: { take: () => true },
    clock: site.clock,
    feeds: { allowed: { hosts: [], networks: [] }, resolve: async () => [], hasFindMy: false, key: Buffer.alloc(32) },
    report: () => Promise.reject(new Error('nobody asks')),
    secretKey: Buffer.alloc(32),
    exportLinkKey: Buffer.alloc(32),
    isUnitOf: async () => false,
  };
  const context = createContext(shared, request('', viewer()));
  const read: Context['tenant']['read'] = (fn) => {
    count.reads += 1;
    return context.tenant.read(fn);
  };
  const ctx: Context = { ...context, tenant: { ...context.tenant, read } };
  const change = { point: { 'positions//0': 1_000_000 }, candidates: [], treesMoved: true };
  return { ctx, count, trackerId, tell: () => listeners.forEach(({ changed }) => changed(change)) };
}

test('stops listening when the first event cannot be read', async () => {
  const { ctx, count } = await countedContext();
  const cursor = encodeCursor({ 'positions//0': 999_999 });
  await assert.rejects(streamPositions(ctx, { after: cursor, minIntervalMs: 100, tellsLeft: false }), {
    code: 'CURSOR_EXPIRED',
  });
  assert.equal(count.listening, 0);
});

test('reads nothing more once its reader left, not even for what changed while it was reading', async () => {
  const { ctx, count, tell } = await countedContext();
  // A filter by units is read anew where units moved.
  const filter = { unitIds: ['01900000-0000-7000-8000-000000000001'] };
  const stream = await streamPositions(ctx, { filter, minIntervalMs: 100, tellsLeft: true });
  assert.deepEqual([count.listening, count.reads], [1, 1]);
  tell();
  while (count.reads < 2) await sleep(1);
  tell();
  await stream.return?.();
  await sleep(300);
  assert.deepEqual([count.listening, count.reads], [0, 2]);
});
