import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { unpackPositions } from '@trekker/geo';
import {
  createLeases,
  createLogTail,
  memoryPubSub,
  readHead,
  runProjection,
  SHARED,
  silentLogger,
  trimTopic,
  type Entry,
  type Projection,
} from '@trekker/kit';

import { DAY_MS } from '../src/domain/day.ts';
import { POSITIONS_TOPIC } from '../src/events.ts';
import { TRIMMED_TYPES } from '../src/workers/keep-log.ts';
import { startRetention, type RetentionTenant } from './retention-site.ts';

let site: Awaited<ReturnType<typeof startRetention>>;
before(async () => void (site = await startRetention()));
after(() => site[Symbol.asyncDispose]());
afterEach(async () => {
  await site.postgres.admin`truncate log.backed_up, log.recalls`;
  await site.postgres.admin`delete from log.readers where service <> 'positions' or projection = 'counted'`;
});

/** A tenant with positions of packed and open days, of two trackers, some late, with signs of life in between. */
async function withHistory(): Promise<RetentionTenant> {
  const tenant = await site.tenant();
  await tenant.tracker('other');
  for (const daysAgo of [9, 12, 6]) {
    await tenant.report(daysAgo);
    await tenant.report(daysAgo, { identifier: 'other', count: 7 });
  }
  await site.settled();
  await site.pack();
  for (const daysAgo of [12, 0]) await tenant.report(daysAgo, { count: 9 });
  await site.settled();
  return tenant;
}

function trim({ before = Date.now() + DAY_MS, atOnce = 3 } = {}) {
  const { signal } = new AbortController();
  return trimTopic({
    database: site.writer,
    topic: POSITIONS_TOPIC,
    types: TRIMMED_TYPES,
    before,
    signal,
    atOnce,
  });
}

/** All entries as they are in the log, without their ids. */
const logged = () => site.postgres.admin`
  select tenant_id, partition, "offset", kind, type, version, subject_id, at, encode(body, 'hex') as body
  from log.entries where topic = ${POSITIONS_TOPIC} order by tenant_id, partition, "offset"`;

async function derived() {
  const tables = ['latest', 'clock_hours', 'motion_hours', 'motion_states', 'motion_trackers', 'stretches'];
  const rows = await Promise.all(
    tables.map(
      (table) => site.postgres.admin`
      select t::text as row from ${site.postgres.admin(`positions.${table}`)} t order by 1`,
    ),
  );
  return rows.map((of) => of.map(({ row }) => row));
}

const ticks = (entries: readonly { kind?: string; type?: string }[]) =>
  entries.filter(({ kind, type }) => kind !== 'data' || type !== 'positions');

test('takes entries with positions out once all have read them, and gives the very same back to a rebuild', async () => {
  const tenant = await withHistory();
  const { writer } = site;
  await writer.withTenant(tenant.tenantId, async (tx) => {
    const common = { topic: POSITIONS_TOPIC, partition: 3, subject: tenant.tenantId };
    tx.publish({ ...common, kind: 'control', type: 'some-rule', payload: {} });
    tx.publish({ ...common, type: 'heard', payload: { trackerId: tenant.trackerId } });
  });
  await site.settled();
  const [entries, rows] = [await logged(), await derived()];
  const { entries: gone, waiting } = await trim();
  assert.deepEqual(waiting, []);
  assert.equal(gone, entries.length - ticks(entries).length);
  assert.deepEqual([...(await logged())], ticks(entries));
  for (const name of ['latest', 'motion']) {
    const head = await site.postgres.admin`
      insert into log.rebuilds (tenant_id, service, projection, topic, partition, asked_at)
      select tenant_id, 'positions', projection, topic, partition, now() from positions.checkpoints
      where projection = ${name} returning 1`;
    assert.ok(head.length);
  }
  await untilRebuilt();
  assert.deepEqual(await derived(), rows);
  assert.deepEqual([...(await logged())], [...entries]);
  assert.equal((await trim()).entries, gone, 'afterwards they may go again');
});

async function untilRebuilt(): Promise<void> {
  for (const end = Date.now() + 60_000; ;) {
    const [row] = await site.postgres.admin<{ open: number; wrong: string | null }[]>`
      select count(*) filter (where finished_at is null)::int as open,
        string_agg(problem || differing::text, ' ') filter (where problem is not null or differing <> 0) as wrong
      from log.rebuilds`;
    if (row?.open === 0) return assert.equal(row.wrong, null);
    assert.ok(Date.now() < end, 'rebuilds take too long');
  }
}

test('keeps what a projection of any service has not read, what no backup holds, and what is young', async () => {
  await withHistory();
  const { admin } = site.postgres;
  const entries = [...(await logged())];
  assert.equal((await trim({ before: Date.now() - DAY_MS })).entries, 0);
  await admin`
    insert into log.readers (service, projection, topic, seen_at) values ('positions', 'counted', 'positions', now())`;
  const behind = await trim();
  assert.deepEqual(new Set(behind.waiting.map((one) => one.for)), new Set(['reader']));
  await admin`delete from log.readers where projection = 'counted'`;
  await admin`
    insert into log.backed_up (tenant_id, topic, partition, "offset", at)
    select tenant_id, topic, partition, -1, now() from log.heads where topic = 'positions'`;
  assert.deepEqual(new Set((await trim()).waiting.map((one) => one.for)), new Set(['backup']));
  assert.deepEqual([...(await logged())], entries);
  await admin`update log.backed_up b set "offset" = 0`;
  await trim();
  const firsts = await admin`
    select 1 from log.entries where topic = 'positions' and "offset" = 0 and type = 'positions' and kind = 'data'`;
  assert.equal(firsts.length, 0);
  assert.ok((await logged()).length > ticks(entries).length);
});

test('a projection that is new reads everything although it was trimmed, with empty entries where positions are deleted', async () => {
  const [tenant, forgetting] = [await withHistory(), await withHistory()];
  assert.ok((await trim()).entries > 10);
  await site.postgres.admin`
    delete from positions.packed_days where tenant_id = ${forgetting.tenantId}`;
  const seen = new Map<string, number>();
  const offsets = new Map<number, number[]>();
  const counted: Projection = {
    name: 'counted',
    topic: POSITIONS_TOPIC,
    apply: async (_tx, entries: readonly Entry[], { partition }) => {
      for (const { offset, type, subject, body } of entries) {
        offsets.set(partition, [...(offsets.get(partition) ?? []), offset]);
        if (type !== 'positions' || !body) continue;
        seen.set(subject, (seen.get(subject) ?? 0) + unpackPositions(body).length);
      }
    },
    reset: async () => {},
  };
  const { writer, postgres, clock } = site;
  const leases = createLeases(writer, silentLogger);
  // Nothing comes from memory.
  const tail = createLogTail(memoryPubSub());
  const running = { schema: 'positions', database: writer, tail, leases, clock, log: silentLogger };
  const runner = runProjection(counted, running);
  await runner.start();
  try {
    assert.ok(await runner.caughtUp(30_000));
  } finally {
    await runner.stop();
    await leases.stop();
  }
  for (const all of offsets.values()) assert.deepEqual(all, [...all.keys()], 'in order and without a gap');
  const counts = await Promise.all(
    [tenant, forgetting].map(async ({ tenantId }) => {
      const [row] = await postgres.admin<{ count: number }[]>`
        select (select count(*) from positions.history where tenant_id = ${tenantId})::int
          + (select coalesce(sum(count), 0) from positions.packed_days where tenant_id = ${tenantId})::int as count`;
      return row?.count;
    }),
  );
  assert.deepEqual([seen.get(tenant.tenantId), seen.get(forgetting.tenantId)], counts);
  const recalls = await postgres.admin`select 1 from log.recalls`;
  assert.equal(recalls.length, 0, 'what was asked for is given back');
});

test('an event stream that would go on within what was trimmed begins again with a snapshot', async () => {
  await withHistory();
  await trim();
  const { writer, postgres } = site;
  const [row] = await postgres.admin<{ partition: number; missing: number }[]>`
    select t.partition, missing::int as missing from log.trims t
    cross join lateral generate_series(0, t.trimmed_to) as missing
    where not exists (select from log.entries e where e.topic = t.topic and e.tenant_id = t.tenant_id
      and e.partition = t.partition and e."offset" = missing) limit 1`;
  assert.ok(row);
  const head = { topic: POSITIONS_TOPIC, tenantId: SHARED, partition: row.partition };
  const reading = {
    head,
    after: row.missing - 1,
    tail: postgres.tail,
    read: writer.withConsumer,
    pick: async () => [],
  };
  await assert.rejects(readHead(reading), { code: 'CURSOR_EXPIRED' });
});
