import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Tx } from '@trekker/kit';

import { createFenceIndex } from '../src/workers/presence/fence-index.ts';
import { square, startGeofences } from './geofences.ts';

test('reads a tenant’s shapes once for all partitions, then only what is new', async () => {
  await using site = await startGeofences();
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const index = createFenceIndex(1);
  let reads = 0;
  const counted = (tx: Tx): Tx =>
    new Proxy(tx, { get: (target, name) => ((reads += Number(name === 'db')), Reflect.get(target, name) as unknown) });
  const versionsAt = async (edit: number, tenant = tenantId) => {
    const { result } = await site.others.withTenant(tenant, async (tx) => index.knownAt(counted(tx), tenant, edit));
    return result.fence(geofenceId)?.versions.length;
  };
  assert.deepEqual([await versionsAt(0), reads], [undefined, 0]);
  assert.deepEqual(await Promise.all(Array.from({ length: 8 }, () => versionsAt(1))), Array(8).fill(1));
  assert.equal(reads, 1);
  await site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId, boundary: square(10, 20, 0.5) });
  assert.deepEqual([await versionsAt(1), reads, await versionsAt(2), reads], [1, 1, 2, 2]);
  await assert.rejects(versionsAt(3), /edit 3 of tenant .* has no versions/);

  const other = site.tenant();
  await site.fence(other, { boundary: square(10, 20) });
  await versionsAt(1, other.tenantId);
  const before = reads;
  assert.deepEqual([await versionsAt(2), reads - before], [2, 1], 'what was put away is read again');
});
