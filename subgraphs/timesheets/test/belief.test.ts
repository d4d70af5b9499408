import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startTimesheets, type TestTimesheets } from './timesheets.ts';

let service: TestTimesheets;
before(async () => void (service = await startTimesheets()));
after(() => service[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const MONDAY = Date.parse('2026-11-16T00:00:00Z');
const WEEK = `query W($personId: ID!, $knownAt: DateTime) { timesheet(personId: $personId, weekOf: "2026-11-16", knownAt: $knownAt) {
  workedSeconds provisional days { workedSeconds provisional lines { visits { id } } exceptions { kind } } } }`;

type Tenant = ReturnType<TestTimesheets['tenant']>;

async function weekOf(tenant: Tenant, personId: string, knownAt: number | null = null) {
  await service.settled();
  const variables = { personId, knownAt: knownAt === null ? null : new Date(knownAt).toISOString() };
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

test('takes an instant ahead for now', async () => {
  const tenant = service.tenant();
  const [zone, personId] = [await tenant.zone(), await tenant.person()];
  service.clock.set(MONDAY + 9 * HOUR);
  await tenant.visits({ personId, geofenceId: zone, from: MONDAY + 8 * HOUR });
  assert.equal((await weekOf(tenant, personId, MONDAY + 20 * HOUR)).workedSeconds, 3_600);
});
