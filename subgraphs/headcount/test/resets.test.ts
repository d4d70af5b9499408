import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, NOWHERE, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const RESET = `mutation R($input: SetHeadcountResetInput!) { setHeadcountReset(input: $input) {
  place { id headcountReset { localTime timeZone lastAt nextAt } } userErrors { field code } } }`;

async function smallSite() {
  const tenant = site.tenant();
  const place = await tenant.place();
  const hall = await tenant.zone(await tenant.place([place]));
  const ada = await tenant.person();
  const viewer = testViewer(tenant.tenantId, WRITER);
  await site.settled();
  const run = async (document: string, variables = {}) => {
    const { data, errors } = await site.run(document, { viewer, variables });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  };
  return {
    tenant,
    place,
    hall,
    ada,
    viewer,
    reset: async (changes: object = {}) =>
      (await run(RESET, { input: { placeId: place, localTime: '15:00', timeZone: 'Europe/Berlin', ...changes } }))
        .setHeadcountReset,
    markIn: (at: number) =>
      run(
        `mutation { markPresence(input: { personId: "${ada}", geofenceId: "${hall}", kind: IN, at: "${iso(at)}" }) { mark { id } } }`,
      ),
    presentAt: async (at: number) =>
      (await run(`{ occupancy(asOf: "${iso(at)}") { total { present } } }`)).occupancy.total.present,
    done: () => site.postgres.admin<{ at: number; actor_id: string; reason: string; payload: any }[]>`
      select actor_id, reason, payload from log.entries
      where tenant_id = ${tenant.tenantId} and type = 'headcount-reset' order by "offset"`,
  };
}

/** Waits until something holds; resets are looked for each second. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds());) {
    assert.ok(Date.now() < end, 'nothing happens');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('ends manual presences of a place and below at the local time, once, and says who scheduled it', async () => {
  const { place, viewer, reset, markIn, presentAt, done } = await smallSite();
  const due = NOON + 2 * HOUR; // 15:00 in Berlin, in winter
  const set = await reset();
  assert.deepEqual(set.place, {
    id: place,
    headcountReset: { localTime: '15:00', timeZone: 'Europe/Berlin', lastAt: null, nextAt: iso(due) },
  });
  await markIn(NOON);
  site.clock.set(due - 1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual([await presentAt(due), (await done()).length], [1, 0]);
  site.clock.set(due + 7);
  await until(async () => (await done()).length === 1);
  assert.deepEqual([await presentAt(due - 1), await presentAt(due)], [1, 0]);
  const [entry] = await done();
  assert.deepEqual(entry, {
    actor_id: viewer.actor.id,
    reason: 'scheduled',
    payload: { placeId: place, resetAt: due, ended: 1 },
  });
  await markIn(due + 1);
  assert.equal(await presentAt(due + 5), 1);
  site.clock.set(due + 24 * HOUR);
  await until(async () => (await done()).length === 2);
  assert.equal(await presentAt(due + 24 * HOUR), 0);
  site.clock.set(NOON);
});

test('makes up for resets that were missed, each at its own instant, whoever of several processes is first', async () => {
  const { reset, markIn, presentAt, done } = await smallSite();
  await reset();
  await markIn(NOON);
  const other = site.elsewhere();
  await other.start();
  site.clock.set(NOON + 75 * HOUR);
  await until(async () => (await done()).length >= 4);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await other.stop();
  const instants = (await done()).map(({ payload }) => [(payload.resetAt - NOON) / HOUR, payload.ended]);
  assert.deepEqual(instants, [
    [2, 1],
    [26, 0],
    [50, 0],
    [74, 0],
  ]);
  assert.deepEqual([await presentAt(NOON + 2 * HOUR - 1), await presentAt(NOON + 2 * HOUR)], [1, 0]);
  site.clock.set(NOON);
});

test('follows another schedule, and none', async () => {
  const { place, reset, markIn, presentAt, done } = await smallSite();
  await reset();
  await reset({ localTime: '14:00', timeZone: 'Etc/UTC' });
  await markIn(NOON);
  site.clock.set(NOON + 2 * HOUR);
  await until(async () => (await done()).length === 1);
  assert.equal((await done())[0]?.payload.resetAt, NOON + 2 * HOUR);
  const none = await reset({ localTime: null });
  assert.deepEqual(none.place, { id: place, headcountReset: null });
  await markIn(NOON + 2 * HOUR + 1);
  site.clock.set(NOON + 30 * HOUR);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.deepEqual([(await done()).length, await presentAt(NOON + 30 * HOUR)], [1, 1]);
  site.clock.set(NOON);
});

test('a reset that was due is carried out although its schedule is changed or taken away before that', async () => {
  for (const changes of [{ localTime: '23:00' }, { localTime: null }]) {
    const { tenant, reset, markIn, presentAt, done } = await smallSite();
    const due = NOON + 2 * HOUR;
    await reset();
    await markIn(NOON);
    // As where no process ran at that time.
    await site.postgres.admin`
      update headcount.jobs set run_at = ${due + 100 * HOUR} where tenant_id = ${tenant.tenantId}`;
    site.clock.set(due + 1);
    await reset(changes);
    assert.deepEqual(
      (await done()).map(({ payload }) => [payload.resetAt, payload.ended]),
      [[due, 1]],
    );
    assert.deepEqual([await presentAt(due - 1), await presentAt(due + 1)], [1, 0]);
    site.clock.set(NOON);
  }
});

test('resets go on however often one failed', async () => {
  const { tenant, reset, markIn, presentAt, done } = await smallSite();
  const { admin } = site.postgres;
  await reset();
  await markIn(NOON);
  await admin`alter table headcount.resets rename to resets_away`;
  /** How often the job of a turn failed; nothing while it is under way, as the clock must stand still then. */
  const tries = async () =>
    (
      await admin`
        select attempts from headcount.jobs where tenant_id = ${tenant.tenantId} and run is null and problem is not null`
    )[0]?.['attempts'];
  site.clock.set(NOON + 2 * HOUR + 1);
  // A turn has five tries; none are left once it counts from the first again.
  for (const attempts of [1, 2, 3, 4, 0]) {
    await until(async () => (await tries()) === attempts);
    site.clock.advance(HOUR);
  }
  await admin`alter table headcount.resets_away rename to resets`;
  await until(async () => (await done()).length === 1);
  assert.deepEqual([await presentAt(NOON + 2 * HOUR - 1), await presentAt(NOON + 2 * HOUR)], [1, 0]);
  site.clock.set(NOON + 26 * HOUR);
  await until(async () => (await done()).length === 2);
  site.clock.set(NOON);
});

test('makes up for the last 400 of resets that were missed', async () => {
  const { reset, done } = await smallSite();
  await reset();
  site.clock.set(NOON + 410 * 24 * HOUR);
  await until(async () => (await done()).length > 0);
  const instants = (await done()).map(({ payload }) => payload.resetAt);
  assert.deepEqual([instants.length, (instants.at(-1) - instants[0]) / (24 * HOUR)], [400, 399]);
  assert.ok(instants.at(-1) > NOON + 409 * 24 * HOUR);
  site.clock.set(NOON);
});

test('names what is wrong with a schedule', async () => {
  const { reset, tenant } = await smallSite();
  for (const [changes, expected] of [
    [{ placeId: NOWHERE }, 'placeId NOT_FOUND'],
    [{ localTime: '24:00' }, 'localTime INVALID'],
    [{ localTime: '7:30' }, 'localTime INVALID'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone INVALID'],
  ] as const) {
    const { userErrors } = await reset(changes);
    assert.equal([userErrors[0]?.field.at(-1), userErrors[0]?.code].join(' '), expected);
  }
  const limited = testViewer(tenant.tenantId, WRITER, { units: [NOWHERE] });
  const input = { placeId: NOWHERE, localTime: '05:00', timeZone: 'Etc/UTC' };
  assert.equal(
    (await site.run(RESET, { viewer: limited, variables: { input } })).errors?.[0]?.extensions?.['code'],
    'FORBIDDEN',
  );
});
