import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';
import { smallSite, watch } from './watch.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

test('tells of doubt and loss, of marks, of what ends them, and of limits', async () => {
  const { tenant, hall, press, yard, ada } = await smallSite(site);
  const viewer = testViewer(tenant.tenantId, WRITER);
  const change = async (document: string) => {
    const { data, errors } = await site.run(`mutation { ${document} { userErrors { message } } }`, { viewer });
    assert.deepEqual([errors, Object.values<any>(data)[0]?.userErrors], [undefined, []]);
  };
  const { next, end } = watch(site, viewer);
  const first = (await next()) ?? assert.fail();
  const visit = { personId: ada, geofenceId: press, from: NOON - 50 };
  const [personVisitId = ''] = await tenant.visits({ ...visit, probable: [{ from: NOON - 9, to: null }] });
  assert.deepEqual((await next())?.zones, { [press]: '0+0' });
  const lost = { to: NOON - 50 + 1, endReason: 'STALE', lost: { from: NOON - 50 + 1, to: null } };
  await tenant.visits({ ...visit, personVisitId, ...lost });
  assert.deepEqual((await next())?.zones, { [press]: '0+0' });
  await change(`markPresence(input: { personId: "${ada}", geofenceId: "${yard}", kind: IN, at: "${iso(NOON - 20)}" })`);
  assert.deepEqual(
    (await next())?.zones,
    { [press]: '0+0', [yard]: '1+0' },
    'who is found is no longer unknown elsewhere',
  );
  await change(`setOccupancyLimit(input: { placeId: "${hall}", maximum: 3 })`);
  assert.deepEqual((await next())?.places, { [hall]: '0+0' });
  await change(`setOccupancyLimit(input: { zoneId: "${press}", maximum: 3 })`);
  assert.deepEqual((await next())?.zones, { [press]: '0+0' });
  await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 10 });
  const seen = (await next()) ?? assert.fail();
  assert.deepEqual(seen.zones, { [press]: '1+0', [yard]: '0+0' }, 'the mark ends where the tracker sees somebody come');
  await end();
  const again = watch(site, viewer, { after: first.cursor });
  assert.deepEqual((await again.next())?.zones, { [press]: '1+0', [yard]: '0+0' });
  await again.end();
  const quiet = watch(site, viewer, { after: seen.cursor });
  assert.equal(await quiet.within(300), 'silence');
  await quiet.end();
});
