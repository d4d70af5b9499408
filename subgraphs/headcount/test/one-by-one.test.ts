import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;

/** Somebody marked in, and a reset of the place in two hours. */
async function markedSite() {
  const tenant = site.tenant();
  const { tenantId } = tenant;
  const place = await tenant.place();
  const hall = await tenant.zone(place);
  const ada = await tenant.person();
  await site.settled();
  const change = async (document: string) => {
    const viewer = testViewer(tenantId, WRITER);
    const { data, errors } = await site.run(`mutation { ${document} { userErrors { code } } }`, { viewer });
    assert.deepEqual([errors, Object.values<any>(data)[0]?.userErrors], [undefined, []]);
  };
  const mark = `markPresence(input: { personId: "${ada}", geofenceId: "${hall}", kind: IN, at: "${iso(NOON)}" })`;
  await change(mark);
  const deeds = async () =>
    (await site.postgres.admin`select from log.entries where tenant_id = ${tenantId} and topic = 'headcount'`).length;
  /** Lets somebody else derive in the tenant while work is begun; gives back how many deeds there were at the end of that. */
  const whileOthersDerive = (begin: () => Promise<void>): Promise<number> =>
    site.postgres.admin.begin(async (sql) => {
      await sql`select from headcount.derived where tenant_id = ${tenantId} for update`;
      await begin();
      return deeds();
    });
  return { tenant, place, hall, ada, mark, change, deeds, whileOthersDerive };
}

const aWhile = () => new Promise<void>((resolve) => setTimeout(resolve, 1_500));

test('marks nobody while somebody else derives in the tenant', async () => {
  const { mark, change, deeds, whileOthersDerive } = await markedSite();
  let marking: Promise<void> | undefined;
  const meanwhile = await whileOthersDerive(async () => {
    marking = change(mark);
    await aWhile();
  });
  await marking;
  assert.deepEqual([meanwhile, await deeds()], [1, 2]);
});

test('carries out no reset while somebody else derives in the tenant', async () => {
  const { place, change, deeds, whileOthersDerive } = await markedSite();
  await change(`setHeadcountReset(input: { placeId: "${place}", localTime: "14:00", timeZone: "Etc/UTC" })`);
  const meanwhile = await whileOthersDerive(async () => {
    site.clock.set(NOON + 2 * HOUR + 1);
    await aWhile();
    await aWhile();
  });
  for (const end = Date.now() + 10_000; (await deeds()) < 3 && Date.now() < end;) await aWhile();
  assert.deepEqual([meanwhile, await deeds()], [2, 3]);
  site.clock.set(NOON);
});

test('derives from no visit, and moves no zone, while somebody else derives in the tenant', async () => {
  const { tenant, hall, ada, whileOthersDerive } = await markedSite();
  const { tenantId } = tenant;
  const rows = async () => {
    const { admin } = site.postgres;
    const visits = await admin`select from headcount.person_visits where tenant_id = ${tenantId}`;
    const zones = await admin`
      select from headcount.replicas where tenant_id = ${tenantId} and replica = 'zone-places'`;
    return [visits.length, zones.length];
  };
  let meanwhile: number[] = [];
  await whileOthersDerive(async () => {
    await tenant.visits({ personId: ada, geofenceId: hall, from: NOON - 1 });
    await tenant.zone();
    await aWhile();
    meanwhile = await rows();
  });
  await site.settled();
  assert.deepEqual(
    [meanwhile, await rows()],
    [
      [0, 1],
      [1, 2],
    ],
  );
});
