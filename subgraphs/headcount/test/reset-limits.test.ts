import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';
import { setLimit, standing, toldOf } from './limits.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const DUE = NOON + 2 * HOUR; // 15:00 in Berlin, in winter

/** A zone for two, five people marked in one after the other, and a reset at three in the afternoon. */
async function crowdedHall() {
  const tenant = site.tenant();
  const { tenantId } = tenant;
  const place = await tenant.place();
  const hall = await tenant.zone(place);
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => tenant.person()));
  await site.settled();
  site.clock.set(NOON - 10_000);
  const { limit } = await setLimit(site, tenantId, { zoneId: hall, maximum: 2 });
  const viewer = testViewer(tenantId, WRITER);
  const change = async (document: string) => {
    const { data, errors } = await site.run(`mutation { ${document} { userErrors { code } } }`, { viewer });
    assert.deepEqual([errors, Object.values<any>(data)[0]?.userErrors], [undefined, []]);
  };
  await change(`setHeadcountReset(input: { placeId: "${place}", localTime: "15:00", timeZone: "Europe/Berlin" })`);
  site.clock.set(NOON + 60_000);
  for (const [index, personId] of people.entries()) {
    const at = iso(NOON + index * 1_000);
    await change(`markPresence(input: { personId: "${personId}", geofenceId: "${hall}", kind: IN, at: "${at}" })`);
  }
  return { tenant, hall, limitId: limit.id };
}

/** Lets the reset take place. */
async function reset(tenantId: string): Promise<void> {
  site.clock.set(DUE + 7);
  const done = () =>
    site.postgres.admin`select from log.entries where tenant_id = ${tenantId} and type = 'headcount-reset'`;
  for (const end = Date.now() + 10_000; !(await done()).length;) {
    assert.ok(Date.now() < end, 'the reset never took place');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('tells once that a limit is kept again when a reset ends the presence of many at once', async () => {
  const { tenant, limitId } = await crowdedHall();
  await reset(tenant.tenantId);
  const told = (await toldOf(site, tenant.tenantId)).filter(({ at }) => at >= DUE);
  assert.deepEqual(
    told.map(({ status, kind, at, count }) => [status, kind, at, count]),
    [['NEW', 'LIMIT_CLEARED', DUE, 0]],
  );
  const open = await site.postgres.admin`
    select event_id from headcount.limit_events where tenant_id = ${tenant.tenantId} and known_to is null`;
  assert.equal(new Set(open.map(({ event_id }) => event_id)).size, open.length, 'one belief of each event is held');
  assert.equal((await standing(site, tenant.tenantId, limitId)).length, 3);
  site.clock.set(NOON);
});

test('goes on deriving from what comes late from before a reset of many', async () => {
  const { tenant, hall, limitId } = await crowdedHall();
  await reset(tenant.tenantId);
  const personId = await tenant.person();
  const [from, to] = [NOON + HOUR, DUE + HOUR];
  await tenant.visits({ personId, geofenceId: hall, from, to, endReason: 'LEFT' });
  await site.settled();
  assert.deepEqual((await standing(site, tenant.tenantId, limitId)).at(-1), `${DUE} LIMIT_CLEARED 1`);
  site.clock.set(NOON);
});
