import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7 } from '@trekker/kit';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

const LIST = `query ($first: Int! = 50, $after: String, $filter: QuarantineFilter, $orderBy: QuarantineOrder) {
  quarantinedFixes(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id reason identifier tracker { id } receivedAt }
  }
}`;
const COUNTS = `query ($filter: QuarantineFilter) {
  quarantineCounts(filter: $filter) {
    total byReason { reason count }
    byIdentifier(first: 2) {
      totalCount pageInfo { hasNextPage endCursor } nodes { identifier count tracker { id } lastReceivedAt }
    }
  }
}`;
const DISCARD = `mutation ($input: DiscardQuarantinedFixesInput!) {
  discardQuarantinedFixes(input: $input) { discarded remaining userErrors { code field message } }
}`;

async function list(tenant: Tenant, variables: object = {}, units: readonly string[] | null = null) {
  const { data, errors } = await site.run(LIST, { viewer: tenant.viewer(units), variables: { ...variables } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.quarantinedFixes as {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: { id: string; reason: string; identifier: string; tracker: { id: string } | null; receivedAt: string }[];
  };
}

/** A tenant with a known tracker's two bad fixes and a stranger's three, each a second after the one before. */
async function filled() {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('known', 'unit-1');
  const times: string[] = [];
  for (const report of [
    fix('known', 1, { latitude: 91 }),
    fix('known', 2, { time: '1999-12-31T00:00:00Z' }),
    fix('stranger-1', 3),
    fix('stranger-1', 4),
    fix('stranger-2', 5),
  ]) {
    times.push(new Date(site.clock.now()).toISOString());
    await post(tenant.door, [report, fix('known', 100 + times.length)]);
    site.advance(1_000);
  }
  return { ...tenant, trackerId, times };
}

test('finds quarantined fixes by every condition, and counts what fits', async () => {
  const tenant = await filled();
  const cases: [object, string[]][] = [
    [{}, ['stranger-2', 'stranger-1', 'stranger-1', 'known', 'known']],
    [{ reasons: ['UNKNOWN_TRACKER'] }, ['stranger-2', 'stranger-1', 'stranger-1']],
    [{ reasons: ['OUT_OF_RANGE', 'IMPLAUSIBLE_TIME'] }, ['known', 'known']],
    [{ reasons: [] }, []],
    [{ trackerIds: [tenant.trackerId] }, ['known', 'known']],
    [{ trackerIds: ['no id'] }, []],
    [{ identifiers: ['stranger-1'] }, ['stranger-1', 'stranger-1']],
    [{ transports: ['positions'], text: 'stranger-2' }, ['stranger-2']],
    [{ transports: ['osmand'] }, []],
    [{ from: tenant.times[1], to: tenant.times[3] }, ['stranger-1', 'known']],
    [{ text: 'LATITUDE MUST be' }, ['known']],
    [{ text: '100%_' }, []],
  ];
  for (const [filter, expected] of cases) {
    const { nodes, totalCount } = await list(tenant, { filter });
    assert.deepEqual(
      nodes.map(({ identifier }) => identifier),
      expected,
      JSON.stringify(filter),
    );
    assert.equal(totalCount, expected.length, JSON.stringify(filter));
  }
  const [newest] = (await list(tenant)).nodes;
  const { nodes } = await list(tenant, { filter: { ids: [newest?.id, tenant.trackerId] } });
  assert.deepEqual(nodes, [newest]);
});

test('pages in either order without leaving a fix out or giving one twice', async () => {
  const tenant = await filled();
  for (const direction of ['ASCENDING', 'DESCENDING']) {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof list>> = await list(tenant, { first: 2, after, orderBy: { direction } });
      seen.push(...page.nodes.map(({ receivedAt }) => receivedAt));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    assert.equal(new Set(seen).size, 5);
    assert.deepEqual(seen, direction === 'ASCENDING' ? seen.toSorted() : seen.toSorted().toReversed());
  }
});

test('counts by reason and by identifier, the most frequent first', async () => {
  const tenant = await filled();
  const { data } = await site.run(COUNTS, { viewer: tenant.viewer(), variables: {} });
  assert.equal(data.quarantineCounts.total, 5);
  assert.deepEqual(data.quarantineCounts.byReason, [
    { reason: 'UNKNOWN_TRACKER', count: 3 },
    { reason: 'IMPLAUSIBLE_TIME', count: 1 },
    { reason: 'OUT_OF_RANGE', count: 1 },
  ]);
  const { nodes, totalCount, pageInfo } = data.quarantineCounts.byIdentifier;
  assert.deepEqual([totalCount, pageInfo.hasNextPage], [3, true]);
  assert.deepEqual(
    nodes.map((one: any) => [one.identifier, one.count, one.tracker?.id ?? null]),
    [
      ['known', 2, tenant.trackerId],
      ['stranger-1', 2, null],
    ],
  );
  const next = await site.run(
    `query ($after: String) { quarantineCounts { byIdentifier(after: $after) { nodes { identifier } } } }`,
    { viewer: tenant.viewer(), variables: { after: pageInfo.endCursor } },
  );
  assert.deepEqual(next.data.quarantineCounts.byIdentifier.nodes, [{ identifier: 'stranger-2' }]);
});

test('shows who may see a unit alone nothing of other units and of strangers, also in counts', async () => {
  const tenant = await filled();
  assert.equal((await list(tenant, {}, ['unit-1'])).totalCount, 2);
  assert.equal((await list(tenant, { filter: { identifiers: ['stranger-1'] } }, ['unit-1'])).totalCount, 0);
  const { data } = await site.run(COUNTS, { viewer: tenant.viewer(['unit-2']), variables: {} });
  assert.deepEqual([data.quarantineCounts.total, data.quarantineCounts.byIdentifier.totalCount], [0, 0]);
});

test('refuses a filter that cannot be, naming the field', async () => {
  const tenant = await site.tenant();
  for (const [filter, field] of [
    [{ text: '' }, /filter\.text/],
    [{ text: 'a\u0000b' }, /filter\.text/],
    [{ identifiers: Array.from({ length: 101 }, (_, i) => `x${i}`) }, /filter\.identifiers/],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, /filter.*to must lie after from/],
  ] as const) {
    const { errors } = await site.run(LIST, { viewer: tenant.viewer(), variables: { filter } });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
    assert.match(errors?.[0]?.message ?? '', field);
  }
});

test('discards what fits and nothing else, and tells the audit why', async () => {
  const tenant = await filled();
  const discard = async (input: object, units: readonly string[] | null = null) => {
    const { data } = await site.run(DISCARD, { viewer: tenant.viewer(units), variables: { input } });
    return data.discardQuarantinedFixes;
  };
  const reason = 'a test bench that is gone';
  const filter = { identifiers: ['stranger-1'] };
  assert.equal((await discard({ filter, reason }, ['unit-1'])).discarded, 0, 'it is not the unit’s');
  const [problem] = (await discard({ filter, reason: ' ' })).userErrors;
  assert.deepEqual([problem.code, problem.field], ['INVALID', ['input', 'reason']]);
  assert.deepEqual(await discard({ filter, reason }), { discarded: 2, remaining: 0, userErrors: [] });
  assert.equal((await discard({ filter, reason })).userErrors[0].code, 'NOTHING_FITS');
  assert.equal((await list(tenant)).totalCount, 3);
  const told = await site.postgres.admin<{ payload: any; actor: any }[]>`
    select payload, actor_kind as actor from log.entries where tenant_id = ${tenant.tenantId} and type = 'quarantine-discarded'`;
  assert.equal(told.length, 1);
  assert.deepEqual([told[0]?.payload.discarded, told[0]?.payload.because], [2, reason]);
  assert.equal(told[0]?.actor, 'user');
});

test('forgets what has been in quarantine for longer than it is kept, unless it is held', async () => {
  await using short = await startPositions({ TREKKER_POSITIONS_QUARANTINE_DAYS: '1' });
  const tenant = await short.tenant();
  await post(tenant.door, [fix('old', 1)]);
  const trackerId = await tenant.tracker('held');
  await post(tenant.door, [fix('held', 1, { latitude: 91 })]);
  await short.writer.withTenant(tenant.tenantId, async (tx) =>
    tx.publish({
      topic: 'trackers',
      subject: tenant.tenantId,
      type: 'legal-hold-placed',
      payload: { holdId: uuidv7(), personId: null, trackerId },
    }),
  );
  short.advance(23 * 3_600_000);
  await post(tenant.door, [fix('young', 1)]);
  const left = async () => {
    const { data } = await short.run(LIST, { viewer: tenant.viewer(), variables: {} });
    return data.quarantinedFixes.nodes.map((one: any) => one.identifier);
  };
  await sleep(1_500);
  assert.deepEqual(await left(), ['young', 'held', 'old']);
  short.advance(2 * 3_600_000);
  for (const end = Date.now() + 10_000; (await left()).includes('old') && Date.now() < end;) await sleep(100);
  assert.deepEqual(await left(), ['young', 'held']);
});
