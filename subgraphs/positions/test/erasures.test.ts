import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { UnavailableError, type Entry } from '@trekker/kit';

import { erasuresProjection } from '../src/workers/erasures.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

test('an erasure waits until all identifiers told of before are known, so that none comes back behind it', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('of somebody');
  await site.positions.caughtUp(5_000);
  await post(tenant.door, [fix('of somebody', 0, { latitude: 91 })]);
  const { tenantId } = tenant;
  const left = async () => {
    const rows = await site.postgres.admin`
      select 'quarantine' as what from positions.quarantine where tenant_id = ${tenantId}
      union all select 'replica' from positions.replicas where tenant_id = ${tenantId} and replica = 'identifiers'`;
    return rows.map(({ what }) => String(what)).toSorted();
  };
  const both = ['quarantine', 'replica'];
  assert.deepEqual(await left(), both);
  const head = { topic: 'trackers', tenantId, partition: 0 };
  const entry = { ...head, offset: 7, subject: tenantId, type: 'person-erased', version: 1 };
  const erased = { ...entry, kind: 'data', payload: { trackerIds: [trackerId] } } as unknown as Entry;
  const asked: number[] = [];
  const derive = (isReached: boolean) => {
    const identifiers = {
      reached: async (_head: unknown, offset: number) => {
        asked.push(offset);
        return isReached;
      },
    };
    return site.writer.withConsumer((tx) => erasuresProjection(identifiers).apply(tx, [erased], head));
  };
  await assert.rejects(derive(false), UnavailableError);
  assert.deepEqual(await left(), both);
  await derive(true);
  assert.deepEqual([await left(), asked], [[], [7, 7]]);
});
