import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger, MAIN_PLACEMENT, readConfig } from '@trekker/kit';

import { advanceReplay } from '../src/db/quarantine-replays.ts';
import { createPositions, positionsOptions } from '../src/index.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

const BEGIN = `mutation ($input: ReplayQuarantinedFixesInput!) {
  replayQuarantinedFixes(input: $input) { replay { id state total } userErrors { code field } }
}`;
const LOOK = `query ($id: ID!) {
  quarantineReplay(id: $id) { id state total replayed accepted heard refused { reason count } finishedAt }
}`;

async function begin(tenant: Tenant, input: object, units: readonly string[] | null = null) {
  const { data, errors } = await site.run(BEGIN, { viewer: tenant.viewer(units), variables: { input } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.replayQuarantinedFixes;
}

async function look(tenant: Tenant, id: string, units: readonly string[] | null = null) {
  return (await site.run(LOOK, { viewer: tenant.viewer(units), variables: { id } })).data.quarantineReplay;
}

async function untilDone(tenant: Tenant, id: string) {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
    const replay = await look(tenant, id);
    if (replay.state === 'DONE') return replay;
  }
  throw new Error(`the replay goes on: ${JSON.stringify(await look(tenant, id))}`);
}

/** Puts so many good fixes of one identifier in quarantine, each a millisecond after the one before. */
async function keepMany(tenant: Tenant, identifier: string, many: number): Promise<void> {
  const { tenantId } = tenant;
  const hour = Math.floor(site.clock.now() / 3_600_000) * 3_600_000 - 3_600_000;
  const place = JSON.stringify({ identifier, latitude: 52.5, longitude: 13.4, attributes: {} });
  await site.postgres.admin`
    insert into positions.quarantine
      (tenant_id, fix_id, reason, message, identifier, transport, decoded, raw, received_at)
    select ${tenantId}, gen_random_uuid(), 'UNKNOWN_TRACKER', 'unknown then', ${identifier}, 'positions',
      jsonb_build_object('kind', 'fix', 'fix', ${place}::jsonb || jsonb_build_object('recordedAt', ${hour}::bigint + i)),
      '', ${hour}::timestamptz + i * interval '1 millisecond'
    from generate_series(1, ${many}) as i`;
}

async function counted(tenant: Tenant) {
  const [row] = await site.postgres.admin<{ stored: number; different: number; kept: number }[]>`
    select (select count(*)::int from positions.history where tenant_id = ${tenant.tenantId}) as stored,
      (select count(distinct recorded_at)::int from positions.history where tenant_id = ${tenant.tenantId}) as different,
      (select count(*)::int from positions.quarantine where tenant_id = ${tenant.tenantId}) as kept`;
  return row;
}

test('replays all that fits in the background and counts what became of it', async () => {
  const tenant = await site.tenant();
  await tenant.tracker('good');
  await post(tenant.door, [fix('good', 1, { latitude: 91 }), fix('good', 2)]);
  await keepMany(tenant, 'good', 450);
  await keepMany(tenant, 'stranger', 3);
  const { replay, userErrors } = await begin(tenant, { idempotencyKey: 'all' });
  assert.deepEqual([userErrors, replay.total], [[], 454]);
  const done = await untilDone(tenant, replay.id);
  assert.deepEqual([done.replayed, done.accepted, done.heard], [454, 450, 0]);
  assert.deepEqual(done.refused, [
    { reason: 'UNKNOWN_TRACKER', count: 3 },
    { reason: 'OUT_OF_RANGE', count: 1 },
  ]);
  assert.ok(done.finishedAt);
  assert.deepEqual(await counted(tenant), { stored: 451, different: 451, kept: 4 });
});

test('replays only what fits, lies within reach and was received before it began', async () => {
  const tenant = await site.tenant();
  await keepMany(tenant, 'one', 2);
  await keepMany(tenant, 'two', 2);
  await tenant.tracker('one', 'unit-1');
  await tenant.tracker('two', 'unit-1');
  const { replay } = await begin(tenant, { filter: { identifiers: ['one'] }, idempotencyKey: 'one' });
  assert.equal((await untilDone(tenant, replay.id)).accepted, 2);
  assert.deepEqual(await counted(tenant), { stored: 2, different: 2, kept: 2 });
  const strangers = await begin(tenant, { idempotencyKey: 'unit' }, ['unit-1']);
  assert.equal(strangers.userErrors[0].code, 'NOTHING_FITS', 'a stranger’s fix is the tenant’s');
  await post(tenant.door, [fix('one', 1, { latitude: 91 }), fix('one', 2), fix('one', 3, { latitude: 92 })]);
  // Received a moment after the replay is begun.
  await site.postgres.admin`
    update positions.quarantine set received_at = received_at + interval '1 minute'
    where tenant_id = ${tenant.tenantId} and message like '%92%'`;
  const limited = await begin(tenant, { idempotencyKey: 'unit' }, ['unit-1']);
  const { total, replayed } = await untilDone(tenant, limited.replay.id);
  assert.deepEqual([total, replayed], [1, 1]);
  assert.equal(await look(tenant, replay.id, ['unit-1']), null, 'it was begun for more than the unit');
  assert.ok(await look(tenant, limited.replay.id, ['unit-1']));
});

test('takes a repeated key for the same call, and refuses it for another', async () => {
  const tenant = await site.tenant();
  const filter = { identifiers: ['nobody'] };
  await keepMany(tenant, 'nobody', 1);
  const first = await begin(tenant, { filter, idempotencyKey: 'k' });
  const again = await begin(tenant, { filter, idempotencyKey: 'k' });
  assert.equal(again.replay.id, first.replay.id);
  const other = await begin(tenant, { idempotencyKey: 'k' });
  assert.deepEqual([other.replay, other.userErrors[0].code], [null, 'KEY_USED']);
  await untilDone(tenant, first.replay.id);
});

test('lets one of two runs of a replay go on from a point, and the other notice', async () => {
  const tenant = await site.tenant();
  await keepMany(tenant, 'nobody', 1);
  const { replay } = await begin(tenant, { idempotencyKey: 'twice' });
  await untilDone(tenant, replay.id);
  await site.postgres.admin`
    update positions.quarantine_replays set finished_at = null, replayed = 0, refused = '{}' where replay_id = ${replay.id}`;
  const reached = { reachedAt: site.clock.now(), reachedId: tenant.tenantId };
  const step = {
    replayId: replay.id,
    before: 0,
    replayed: 1,
    accepted: 0,
    heard: 0,
    refused: { FILTERED: 1 },
    ...reached,
  };
  const runs = [0, 0].map(() => site.writer.withTenant(tenant.tenantId, (tx) => advanceReplay(tx, step)));
  const results = (await Promise.all(runs)).map(({ result }) => result);
  assert.deepEqual(results.toSorted(), [false, true]);
  const { replayed, refused } = await look(tenant, replay.id);
  assert.deepEqual([replayed, refused], [1, [{ reason: 'FILTERED', count: 1 }]]);
});

test('goes on after a restart where it was, with nothing lost, stored twice or counted twice', async () => {
  const tenant = await site.tenant();
  await tenant.tracker('mover');
  await keepMany(tenant, 'mover', 450);
  // The second batch becomes positions, but what is said of it never comes to disk: as if the process died in between.
  await site.postgres.admin.unsafe(`
    create function positions.die() returns trigger language plpgsql as $$
      begin raise exception 'the process is gone'; end $$;
    create trigger die before update on positions.quarantine_replays for each row
      when (new.tenant_id = '${tenant.tenantId}' and new.replayed > 300) execute function positions.die()`);
  const { replay } = await begin(tenant, { idempotencyKey: 'restart' });
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50)) {
    if ((await counted(tenant))?.stored === 400) break;
  }
  assert.deepEqual(await counted(tenant), { stored: 400, different: 400, kept: 250 });
  await site.positions.stop();
  await site.postgres.admin.unsafe('drop function positions.die cascade');
  const config = readConfig(positionsOptions, { TREKKER_POSITIONS_ROLE: 'query' });
  const { secret, tail, address } = site.postgres;
  const placement = { name: MAIN_PLACEMENT, address };
  await using next = createPositions(config, {
    placement,
    secret,
    tail,
    log: createLogger('error'),
    clock: { now: () => Date.now() + 3_600_000 },
  });
  await next.start();
  const state = async () => {
    const [row] = await site.postgres.admin<{ replayed: number; accepted: number; finished_at: number | null }[]>`
      select replayed::int, accepted::int, finished_at from positions.quarantine_replays where replay_id = ${replay.id}`;
    return row;
  };
  for (const end = Date.now() + 20_000; !(await state())?.finished_at && Date.now() < end;) await sleep(50);
  const { replayed, accepted } = (await state()) ?? {};
  assert.deepEqual([replayed, accepted], [450, 450]);
  assert.deepEqual(await counted(tenant), { stored: 450, different: 450, kept: 0 });
});
