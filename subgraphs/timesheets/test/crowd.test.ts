import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { MONDAY, startTimesheets, type TestTimesheets } from './timesheets.ts';

const PEOPLE = 500;
const DAYS = 21;
const VISITS_A_DAY = 10;

const WEEK = `query W($ids: [_Any!]!) { _entities(representations: $ids) { ... on Person { timesheet(weekOf: "${MONDAY}") {
  workedSeconds provisional days { date workedSeconds lines { kind from to visits { id } } exceptions { kind } } } } } }`;

let service: TestTimesheets;
before(async () => void (service = await startTimesheets()));
after(() => service[Symbol.asyncDispose]());

test('reads a week of 500 people while it looks at little beside their weeks', async (t) => {
  const tenant = service.tenant();
  const [work, canteen] = [await tenant.zone(), await tenant.zone(null, 'BREAK_AREA')];
  const people = Array.from({ length: PEOPLE }, () => uuidv7());
  const entry = { topic: 'trackers', subject: tenant.tenantId, type: 'person-created' };
  await service.publish(...people.map((personId) => ({ ...entry, payload: { personId, unitId: null } })));
  await remember(tenant.tenantId, { people, work, canteen });
  await service.settled();
  service.clock.set(Date.parse('2026-11-23T12:00:00Z'));
  const representations = people.map((id) => ({ __typename: 'Person', id }));
  const read = () => service.run(WEEK, { viewer: tenant.viewer(), variables: { ids: representations } });
  const startedAt = await touched();
  const { data, errors } = await read();
  assert.equal(errors, undefined, JSON.stringify(errors?.[0]));
  const rows = (await touched()) - startedAt;
  // A day: from eight to ten to one, less a third of an hour in the canteen three times.
  for (const { timesheet } of data._entities) assert.equal(timesheet.workedSeconds, 7 * (290 - 60) * 60);
  const around = PEOPLE * VISITS_A_DAY * 14;
  assert.ok(rows < around, `${rows} rows were looked at, a fortnight has ${around}`);
  const [since, cpu] = [performance.now(), process.cpuUsage()];
  await read();
  const [elapsedMs, { user }] = [performance.now() - since, process.cpuUsage(cpu)];
  const kept = PEOPLE * DAYS * VISITS_A_DAY;
  t.diagnostic(
    `${PEOPLE} people, ${kept} visits kept: ${elapsedMs.toFixed(0)} ms, ${(user / 1_000).toFixed(0)} ms of it here`,
  );
});

/** Visits of 20 minutes each half an hour from eight o'clock on, every day until that Sunday; each fourth in the canteen. */
async function remember(
  tenantId: string,
  { people, work, canteen }: { people: string[]; work: string; canteen: string },
) {
  const first = new Date(Date.parse(`${MONDAY}T08:00:00Z`) - (DAYS - 7) * 86_400_000).toISOString();
  await service.postgres.admin`
    insert into timesheets.person_visits
      (tenant_id, "offset", person_visit_id, person_id, geofence_id, valid_from, valid_to, stale, retracted, known_from)
    select ${tenantId}, row_number() over (), gen_random_uuid(), person.id,
      case when visit % 4 = 0 then ${canteen}::uuid else ${work}::uuid end,
      began.at, began.at + interval '20 minutes', '[]', false, began.at
    from unnest(${people}::uuid[]) as person (id), generate_series(0, ${DAYS - 1}) as day,
      generate_series(0, ${VISITS_A_DAY - 1}) as visit,
      lateral (select ${first}::timestamptz + day * interval '1 day' + visit * interval '30 minutes' as at) as began`;
}

/** Rows of visits the database has looked at so far. */
async function touched(): Promise<number> {
  await service.postgres.admin`select pg_stat_force_next_flush()`;
  const [row] = await service.postgres.admin<{ n: number }[]>`
    select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n from pg_stat_user_tables
    where schemaname = 'timesheets' and relname = 'person_visits'`;
  return row?.n ?? 0;
}
