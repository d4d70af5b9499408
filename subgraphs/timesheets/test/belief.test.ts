import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { NOWHERE as UNIT, startTimesheets, type TestTimesheets } from './timesheets.ts';

let service: TestTimesheets;
before(async () => void (service = await startTimesheets()));
after(() => service[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const MONDAY = Date.parse('2026-11-16T00:00:00Z');
const WEEK = `query W($personId: ID!, $weekOf: Date!, $knownAt: DateTime) {
  timesheet(personId: $personId, weekOf: $weekOf, knownAt: $knownAt) { workedSeconds onSiteSeconds provisional
  days { date workedSeconds provisional lines { visits { id } } exceptions { kind } } } }`;

type Tenant = ReturnType<TestTimesheets['tenant']>;

async function weekOf(tenant: Tenant, personId: string, knownAt: number | null = null, day = '2026-11-16') {
  await service.settled();
  const variables = { personId, weekOf: day, knownAt: knownAt === null ? null : new Date(knownAt).toISOString() };
  const { data, errors } = await service.run(WEEK, { viewer: tenant.viewer(), variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.timesheet;
}

/** What the log says of when it was written to last. */
async function logTime(instant: number): Promise<void> {
  await service.postgres.admin`
    insert into log.heads (topic, tenant_id, partition, next_offset, last_at)
    values ('positions', '00000000-0000-0000-0000-000000000000', 0, 1, ${instant})
    on conflict (topic, tenant_id, partition) do update set last_at = excluded.last_at`;
}

/** The first instant of a day in UTC. */
const startOf = (instant: number) => Date.parse(dateOf(instant));

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The instant behind everything that is believed by now. */
async function nowKnown(): Promise<number> {
  await service.settled();
  const [row] = await service.postgres.admin<{ at: number }[]>`
    select clock_timestamp() as at, pg_sleep(0.005)`;
  service.clock.set((row?.at ?? 0) + HOUR);
  return row?.at ?? 0;
}

test('changes a provisional day when a phone uploads late, and leaves a final one alone', async () => {
  const tenant = service.tenant();
  await tenant.begin('UTC');
  const [zone, personId] = [await tenant.zone(), await tenant.person()];
  const phone = await tenant.carries(personId, MONDAY);
  const visit = { personId, geofenceId: zone, from: MONDAY + 8 * HOUR };
  const silent = { from: MONDAY + 9 * HOUR, to: null };
  const [personVisitId = ''] = await tenant.visits({ ...visit, stale: [silent] });
  await tenant.reached(phone, MONDAY + 9 * HOUR);
  await logTime(MONDAY + 50 * HOUR);
  service.clock.set(MONDAY + 50 * HOUR);
  const offline = await weekOf(tenant, personId);
  assert.deepEqual(
    [offline.days[0].workedSeconds, offline.days[0].provisional, offline.days[0].exceptions],
    [3_600, true, [{ kind: 'SIGNAL_LOST' }]],
  );
  await tenant.visits({ ...visit, personVisitId, to: MONDAY + 16 * HOUR });
  await tenant.reached(phone, MONDAY + 25 * HOUR);
  const uploaded = await weekOf(tenant, personId);
  assert.deepEqual(
    [uploaded.days[0].workedSeconds, uploaded.days[0].provisional, uploaded.days[0].exceptions],
    [8 * 3_600, false, []],
  );
  // Tuesday waits for the phone, Wednesday has only begun, the week waits for both.
  assert.deepEqual(
    uploaded.days.map((day: any) => day.provisional),
    [false, true, true, true, true, true, true],
  );
  assert.equal(uploaded.provisional, true);
});

test('waits no longer for a silent tracker than it may be offline, and for nobody but the log without one', async () => {
  const tenant = service.tenant();
  await tenant.begin('UTC');
  const [silent, free] = [await tenant.person(), await tenant.person()];
  await tenant.carries(silent, MONDAY);
  const provisional = async (personId: string) => (await weekOf(tenant, personId)).days[0].provisional;
  await logTime(MONDAY + 25 * HOUR - 1);
  assert.deepEqual([await provisional(silent), await provisional(free)], [true, true]);
  await logTime(MONDAY + 25 * HOUR);
  assert.deepEqual([await provisional(silent), await provisional(free)], [true, false]);
  await logTime(MONDAY + 73 * HOUR - 1);
  assert.equal(await provisional(silent), true);
  await logTime(MONDAY + 73 * HOUR);
  assert.equal(await provisional(silent), false);
});

test('tells what was believed at an earlier instant, and names no visit that never was', async () => {
  const tenant = service.tenant();
  await tenant.begin('UTC');
  const [zone, personId] = [await tenant.zone(), await tenant.person()];
  const known = [await nowKnown()];
  const phone = await tenant.carries(personId, MONDAY);
  const visit = { personId, geofenceId: zone, from: MONDAY + 8 * HOUR, to: MONDAY + 10 * HOUR };
  const [first = ''] = await tenant.visits(visit);
  known.push(await nowKnown());
  await tenant.visits({ ...visit, personVisitId: first, to: MONDAY + 12 * HOUR });
  await tenant.reached(phone, MONDAY + 30 * HOUR);
  known.push(await nowKnown());
  await tenant.visits({ ...visit, personVisitId: first, retracted: true });
  known.push(await nowKnown());
  await logTime((known.at(-1) ?? 0) - 40 * HOUR);
  const told = await Promise.all(known.map((instant) => weekOf(tenant, personId, instant)));
  assert.deepEqual(
    told.map(({ days }) => days[0].workedSeconds / 3_600),
    [0, 2, 4, 0],
  );
  assert.deepEqual(
    told.map(({ days }) => days[0].lines.map((line: any) => line.visits)),
    [[], [[]], [[]], []],
  );
  assert.equal((await weekOf(tenant, personId)).workedSeconds, 0);
});

test('tells by what had arrived at an earlier instant whether a day was provisional then', async () => {
  const tenant = service.tenant();
  await tenant.begin('UTC');
  const [carrying, free] = [await tenant.person(), await tenant.person()];
  const phone = await tenant.carries(carrying, MONDAY);
  const before = await nowKnown();
  // The last day that has been over for the grace time, and the one that runs: both may wait for a silent phone.
  const over = dateOf(startOf(before - HOUR) - 1);
  const running = dateOf(before);
  await tenant.reached(phone, before + HOUR);
  const reached = await nowKnown();
  await logTime(before + 400 * HOUR);
  const provisional = async (personId: string, date: string, knownAt: number | null) => {
    const { days } = await weekOf(tenant, personId, knownAt, date);
    return days.find((day: any) => day.date === date).provisional;
  };
  assert.deepEqual(
    [await provisional(carrying, over, before), await provisional(carrying, over, reached)],
    [true, false],
    'what a tracker has told of since was not known before',
  );
  assert.deepEqual(
    [await provisional(free, running, reached), await provisional(free, running, null)],
    [true, false],
    'the log had not come further than the instant',
  );
});

test('keeps what was believed of somebody who became a visitor later', async () => {
  const tenant = service.tenant();
  await tenant.begin('UTC');
  const earlier = await nowKnown();
  const [zone, personId] = [await tenant.zone(), await tenant.person({ unitId: UNIT })];
  const from = (await nowKnown()) - 26 * HOUR;
  await tenant.visits({ personId, geofenceId: zone, from, to: from + HOUR });
  const known = await nowKnown();
  await tenant.tell('trackers', 'person-changed', { personId, unitId: null, kind: 'VISITOR' });
  const changed = await nowKnown();
  const date = dateOf(from);
  const told = [known, changed, null].map(async (at) => {
    const { workedSeconds, onSiteSeconds } = await weekOf(tenant, personId, at, date);
    return [workedSeconds / 3_600, onSiteSeconds / 3_600];
  });
  assert.deepEqual(await Promise.all(told), [
    [1, 1],
    [0, 1],
    [0, 1],
  ]);
  // Whose the person is stays as of now: moved out of a viewer's units, it is hidden whatever was known when.
  const variables = { personId, weekOf: date, knownAt: new Date(known).toISOString() };
  const { data } = await service.run(WEEK, { viewer: tenant.viewer([UNIT]), variables });
  assert.deepEqual(data, { timesheet: null });
  assert.equal((await weekOf(tenant, personId, earlier, date)).workedSeconds, 0);
});

test('takes an instant ahead for now', async () => {
  const tenant = service.tenant();
  const [zone, personId] = [await tenant.zone(), await tenant.person()];
  service.clock.set(MONDAY + 9 * HOUR);
  await tenant.visits({ personId, geofenceId: zone, from: MONDAY + 8 * HOUR });
  assert.equal((await weekOf(tenant, personId, MONDAY + 20 * HOUR)).workedSeconds, 3_600);
});
