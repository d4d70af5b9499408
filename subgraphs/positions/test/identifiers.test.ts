import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** What trackers tells when identifiers or the owner of a tracker change. */
async function change(tenantId: string, payload: Record<string, unknown>): Promise<void> {
  await site.writer.withTenant(tenantId, async (tx) =>
    tx.publish({ topic: 'trackers', subject: tenantId, type: 'tracker-changed', payload: { name: 'x', ...payload } }),
  );
  assert.ok(await site.positions.caughtUp(5_000));
}

test('gives the next fix to the tracker an identifier was moved to, and those before to the one that had it', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const [a, b] = [await tracker('badge-a'), await tracker('badge-b')];
  await post(door, [fix('badge-a', 0)]);
  await change(tenantId, { trackerId: a, unitId: null, identifiers: ['badge-c'], released: ['badge-a'] });
  const between = await post(door, [fix('badge-a', 1)]);
  assert.deepEqual(
    typeof between.answer === 'object' && between.answer.rejected.map(({ code }) => code),
    ['UNKNOWN_TRACKER'],
    'released, it stands for nothing',
  );
  await change(tenantId, { trackerId: b, unitId: null, identifiers: ['badge-a', 'badge-b'], released: [] });
  await post(door, [fix('badge-a', 2), fix('badge-c', 3)]);
  const rows = await site.postgres.admin<{ tracker_id: string; second: number }[]>`
    select tracker_id, extract(second from recorded_at)::int as second from positions.history
    where tenant_id = ${tenantId} order by recorded_at`;
  assert.deepEqual(
    rows.map((row) => [row.second, row.tracker_id]),
    [
      [0, a],
      [2, b],
      [3, a],
    ],
  );
});

test('shows positions of a tracker to whom its new owner is in reach', async () => {
  const { door, tracker, tenantId, viewer } = await site.tenant();
  const [mine, theirs] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
  const trackerId = await tracker('van', theirs);
  await post(door, [fix('van', 0)]);
  const seen = async () => {
    assert.ok(await site.positions.caughtUp(5_000));
    const { data } = await site.run('{ latestPositions { nodes { id } } }', { viewer: viewer([mine]) });
    return data.latestPositions.nodes.length;
  };
  assert.equal(await seen(), 0);
  await change(tenantId, { trackerId, unitId: mine, identifiers: ['van'], released: [] });
  assert.equal(await seen(), 1);
});
