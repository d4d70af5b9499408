import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { packedStorage } from '../src/db/storage.ts';
import { CLOSED_MS, openHistory, position } from './history-site.ts';

test('adds up what is packed of one tenant, and of no other', async () => {
  await using history = await openHistory();
  const { tenantId, database } = history;
  const told = async (tenant: string) =>
    (await database.withTenant(tenant, packedStorage, { mode: 'snapshot' })).result;
  const nothing = { trackerDays: 0, positionCount: 0, byteCount: 0, since: null };
  assert.deepEqual(await told(tenantId), nothing);
  const [one, two] = [uuidv7(), uuidv7()];
  await history.append([
    position({ tenantId, trackerId: one, recordedAt: CLOSED_MS }),
    position({ tenantId, trackerId: one, recordedAt: CLOSED_MS + 1_000 }),
    position({ tenantId, trackerId: two, recordedAt: CLOSED_MS }),
  ]);
  await history.pack();
  const { byteCount, ...told1 } = await told(tenantId);
  const day = new Date(CLOSED_MS).toISOString().slice(0, 10);
  assert.deepEqual(told1, { trackerDays: 2, positionCount: 3, since: day });
  assert.ok(byteCount > 0);
  assert.deepEqual(await told(uuidv7()), nothing);
});
