import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decodeCursor, encodeCursor } from '@trekker/kit';

import { NOON, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { smallSite, watch } from './watch.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

test('begins with every zone and place, then tells the zones that changed with all places above them', async () => {
  const { tenant, top, hall, press, yard, ada } = await smallSite(site);
  const { next, end } = watch(site, tenant.viewer());
  const first = await next();
  assert.deepEqual(
    [first?.snapshot, first?.zones, first?.places],
    [true, { [press]: '0+0', [yard]: '0+0' }, { [top]: '0+0', [hall]: '0+0' }],
  );
  const [personVisitId = ''] = await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 5 });
  const second = await next();
  assert.deepEqual(
    [second?.snapshot, second?.zones, second?.places],
    [false, { [press]: '1+0' }, { [top]: '1+0', [hall]: '1+0' }],
  );
  const visit = { personVisitId, personId: ada, geofenceId: press, from: NOON - 5 };
  await tenant.visits({ ...visit, stale: [{ from: NOON - 1, to: null }] });
  assert.deepEqual((await next())?.zones, { [press]: '0+1' });
  await tenant.visits({ ...visit, to: NOON - 1 }, { personId: ada, geofenceId: yard, from: NOON - 1 });
  const last = await next();
  assert.deepEqual(
    [last?.zones, last?.places],
    [
      { [press]: '0+0', [yard]: '1+0' },
      { [top]: '1+0', [hall]: '0+0' },
    ],
  );
  await end();
});

test('tells of zones and places that are new, and of a zone that was archived', async () => {
  const { tenant, top } = await smallSite(site);
  const { next, end } = watch(site, tenant.viewer());
  await next();
  const startedAt = performance.now();
  const annex = await tenant.place([top]);
  assert.deepEqual((await next())?.places, { [annex]: '0+0' });
  const store = await tenant.zone(annex);
  const added = await next();
  assert.deepEqual([added?.zones, added?.places], [{ [store]: '0+0' }, { [top]: '0+0', [annex]: '0+0' }]);
  await tenant.archive(store, NOON, { placeId: annex });
  assert.deepEqual((await next())?.zones, { [store]: '0+0' });
  // Looking each second only would have taken longer.
  assert.ok(performance.now() - startedAt < 2_000, `${performance.now() - startedAt} ms`);
  await end();
  const again = watch(site, tenant.viewer());
  assert.ok(!(store in ((await again.next())?.zones ?? {})));
  await again.end();
});

test('tells at most four times a second, however much happens, and ends with the present state', async () => {
  const { tenant, press } = await smallSite(site);
  const { next, within, end } = watch(site, tenant.viewer());
  await next();
  const times: number[] = [];
  let numbers: string | undefined;
  const publishing = (async () => {
    for (let count = 0; count < 60; count += 1) {
      await tenant.visits({ personId: await tenant.person(), geofenceId: press, from: NOON - 1 });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  while (numbers !== '60+0') {
    const event = await within(5_000);
    if (event === 'silence' || event === null) assert.fail(`it stays at ${numbers}`);
    times.push(performance.now());
    numbers = event.zones[press];
  }
  await publishing;
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  assert.ok(times.length >= 4, `${times.length} events`);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  assert.ok(
    times.length <= 2 + (last - first) / 250,
    `${times.length} events, pauses of ${pauses.map(Math.round).join(', ')} ms`,
  );
  await end();
});

test('resumes behind a cursor with everything that changed since, and with nothing that did not', async () => {
  const { tenant, top, hall, press, yard, ada } = await smallSite(site);
  const first = watch(site, tenant.viewer());
  const { cursor } = (await first.next()) ?? assert.fail();
  await first.end();
  const quiet = watch(site, tenant.viewer(), { after: cursor });
  assert.equal(await quiet.within(300), 'silence');
  await quiet.end();
  const [personVisitId = ''] = await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 5 });
  await site.settled();
  const second = watch(site, tenant.viewer(), { after: cursor });
  const event = (await second.next()) ?? assert.fail();
  await second.end();
  assert.deepEqual(
    [event.snapshot, event.zones, event.places],
    [false, { [press]: '1+0' }, { [top]: '1+0', [hall]: '1+0' }],
  );
  await tenant.visits({ personVisitId, personId: ada, geofenceId: press, from: NOON - 5, retracted: true });
  const fresh = await tenant.zone(null);
  const annex = await tenant.place([]);
  await site.settled();
  const third = watch(site, tenant.viewer(), { after: event.cursor });
  const later = (await third.next()) ?? assert.fail();
  assert.deepEqual(
    [later.snapshot, later.zones, later.places],
    [false, { [press]: '0+0', [fresh]: '0+0' }, { [top]: '0+0', [hall]: '0+0', [annex]: '0+0' }],
  );
  await tenant.visits({ personId: ada, geofenceId: yard, from: NOON - 1 });
  assert.deepEqual((await third.next())?.zones, { [yard]: '1+0' });
  await third.end();
});

test('tells what time alone changes, to whoever watches and to whoever comes back', async () => {
  const { tenant, press, yard, ada } = await smallSite(site);
  const watching = watch(site, tenant.viewer());
  const { cursor } = (await watching.next()) ?? assert.fail();
  // The clock of the device runs ahead: the visit begins, falls silent and ends when our clock gets there.
  const start = site.clock.now();
  const stale = [{ from: start + 20_000, to: start + 30_000 }];
  await tenant.visits({ personId: ada, geofenceId: press, from: start + 10_000, to: start + 40_000, stale });
  const told = (await watching.next()) ?? assert.fail();
  assert.deepEqual(told.zones, { [press]: '0+0' });
  assert.equal(await watching.within(1_200), 'silence');
  for (const numbers of ['1+0', '0+1', '1+0', '0+0']) {
    site.clock.advance(10_000);
    assert.deepEqual((await watching.next())?.zones, { [press]: numbers });
  }
  assert.equal(await watching.within(1_200), 'silence');
  await watching.end();
  const back = watch(site, tenant.viewer(), { after: told.cursor });
  assert.deepEqual((await back.next())?.zones, { [press]: '0+0' });
  await back.end();
  assert.ok(!(yard in told.zones) && cursor !== told.cursor);
});

test('says that a cursor it cannot continue has expired, and that nonsense is no cursor', async () => {
  const { tenant } = await smallSite(site);
  const first = watch(site, tenant.viewer());
  const { cursor } = (await first.next()) ?? assert.fail();
  await first.end();
  const offsets = decodeCursor(cursor);
  const ahead = (topic: string) => encodeCursor({ ...offsets, [`${topic}/${tenant.tenantId}/0`]: 999_999 });
  const other = await smallSite(site);
  const theirs = watch(site, other.tenant.viewer());
  const foreign = ((await theirs.next()) ?? assert.fail()).cursor;
  await theirs.end();
  for (const after of [ahead('person-visits'), ahead('geofences'), ahead('headcount'), foreign]) {
    assert.equal(await watch(site, tenant.viewer(), { after }).code(), 'CURSOR_EXPIRED');
  }
  assert.equal(await watch(site, tenant.viewer(), { after: 'nonsense' }).code(), 'INVALID_INPUT');
  await site.postgres.admin`delete from log.entries 
    where topic = 'geofences' and tenant_id = ${tenant.tenantId} and "offset" <= 1`;
  const trimmed = encodeCursor({ ...offsets, [`geofences/${tenant.tenantId}/0`]: 0 });
  assert.equal(await watch(site, tenant.viewer(), { after: trimmed }).code(), 'CURSOR_EXPIRED');
});

test('tells a viewer of units only of the movements of their people, with their numbers', async () => {
  const [crew, others] = ['01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000c2'];
  const { tenant, press, yard, ada } = await smallSite(site, crew);
  const ben = await tenant.person(others);
  const limited = watch(site, tenant.viewer([crew]));
  const nobody = watch(site, tenant.viewer([]));
  assert.deepEqual((await limited.next())?.zones, { [press]: '0+0', [yard]: '0+0' });
  assert.deepEqual((await nobody.next())?.zones, { [press]: '0+0', [yard]: '0+0' });
  await tenant.visits({ personId: ben, geofenceId: press, from: NOON - 1 });
  assert.equal(await limited.within(400), 'silence');
  await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 1 });
  const seen = await limited.within(5_000);
  assert.deepEqual(seen !== 'silence' && seen?.zones, { [press]: '1+0' });
  assert.equal(await nobody.within(100), 'silence');
  await limited.end();
  await nobody.end();
});

test('tells of what was derived in another process', async () => {
  const { tenant, press, ada } = await smallSite(site);
  const elsewhere = site.elsewhere();
  await elsewhere.start();
  const { next, end } = watch(site, tenant.viewer(), { on: elsewhere });
  await next();
  await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 1 });
  assert.deepEqual((await next())?.zones, { [press]: '1+0' });
  await end();
  const last = watch(site, tenant.viewer(), { on: elsewhere });
  await last.next();
  const ending = last.next();
  await elsewhere.stop();
  assert.equal(await ending, null);
});

test('ends when the permission does', async () => {
  const { tenant, press, ada } = await smallSite(site);
  const until = site.clock.now() + 1_000;
  const viewer = { ...tenant.viewer(), grants: [{ permissions: READER, units: null, places: null, until }] };
  const { next } = watch(site, viewer);
  await next();
  site.clock.advance(1_000);
  await tenant.visits({ personId: ada, geofenceId: press, from: NOON - 1 });
  assert.equal(await next(), null);
  assert.equal(await watch(site, viewer).code(), 'FORBIDDEN');
  assert.equal(await watch(site, null).code(), 'UNAUTHENTICATED');
});
