import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { MONDAY, startTimesheets, type TestTimesheets } from './timesheets.ts';

let service: TestTimesheets;
before(async () => void (service = await startTimesheets()));
after(() => service[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const BEGIN = Date.parse(`${MONDAY}T00:00:00Z`);
const TABLES = ['person_visits', 'assignments', 'tracker_progress'];

/** Everything that timesheets of one tenant follow from. */
async function rowsOf(tenantId: string) {
  const { admin } = service.postgres;
  const read = async (table: string) => [
    ...(await admin`select * from ${admin(`timesheets.${table}`)} t where tenant_id = ${tenantId} order by t::text`),
  ];
  return Promise.all(TABLES.map(read));
}

/** One who came, was corrected, was lost and came again, and one who never was there after all. */
async function tellOf(tenant: ReturnType<TestTimesheets['tenant']>): Promise<string[]> {
  await tenant.begin('UTC');
  const zone = await tenant.zone();
  const people = [await tenant.person(), await tenant.person()] as const;
  const phone = await tenant.carries(people[0], BEGIN);
  const visit = { personId: people[0], geofenceId: zone, from: BEGIN + 8 * HOUR };
  const [first = ''] = await tenant.visits({ ...visit, stale: [{ from: BEGIN + 9 * HOUR, to: null }] });
  await tenant.visits({ ...visit, personVisitId: first, to: BEGIN + 12 * HOUR });
  await tenant.reached(phone, BEGIN + 13 * HOUR);
  await tenant.visits({
    ...visit,
    from: BEGIN + 14 * HOUR,
    to: BEGIN + 15 * HOUR,
    endReason: 'STALE',
    lost: { from: BEGIN + 15 * HOUR, to: BEGIN + 16 * HOUR },
  });
  const wrong = { personId: people[1], geofenceId: zone, from: BEGIN + HOUR, to: BEGIN + 2 * HOUR };
  const [never = ''] = await tenant.visits(wrong);
  await tenant.visits({ ...wrong, personVisitId: never, retracted: true });
  await service.settled();
  return [...people];
}

test('leaves the same rows when everything is derived anew from the log, and tells nothing', async () => {
  const [tenant, other] = [service.tenant(), service.tenant()];
  const [personId = ''] = await tellOf(tenant);
  await tellOf(other);
  const { admin } = service.postgres;
  const told = () => admin`select topic, tenant_id, partition, next_offset from log.heads order by 1, 2, 3`;
  const before = [await rowsOf(tenant.tenantId), await rowsOf(other.tenantId), [...(await told())]];
  assert.deepEqual(
    (await rowsOf(tenant.tenantId)).map(({ length }) => length),
    [5, 1, 1],
  );
  // What is no longer in the log's words must go: a rebuild derives, it does not add.
  await admin`update timesheets.person_visits set valid_to = valid_from where tenant_id = ${tenant.tenantId}`;
  await service.timesheets.rebuild();
  await service.settled();
  assert.deepEqual([await rowsOf(tenant.tenantId), await rowsOf(other.tenantId), [...(await told())]], before);
  const { data } = await service.run(
    'query W($personId: ID!, $weekOf: Date!) { timesheet(personId: $personId, weekOf: $weekOf) { workedSeconds } }',
    { viewer: tenant.viewer(), variables: { personId, weekOf: MONDAY } },
  );
  assert.deepEqual(data, { timesheet: { workedSeconds: 5 * 3_600 } });
});
