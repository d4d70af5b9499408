import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { at, NOWHERE, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const weekly = [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 480, toMinute: 720 }];
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const TRACKER = '01900000-0000-7000-8000-00000000000a';
/** 2030-01-01, 10:00 in London, 11:00 in Oslo, 19:00 in Tokyo. */
const TEN = Date.UTC(2030, 0, 1, 10);

async function place(viewer: Viewer, input: Record<string, unknown>): Promise<string> {
  const whole = { kind: 'SITE', ...input };
  const made = await site.change(viewer, 'createPlace', 'place { id }', whole);
  assert.deepEqual(made.userErrors, []);
  return made.place.id;
}

const zoneOfPlace = (viewer: Viewer, placeId: string, timeZone: string | null) =>
  site.change(viewer, 'updatePlace', 'place { id }', { placeId, timeZone });

/** A zone of 08:00 to 12:00 by the clocks of its place, or of a zone that is named. */
const fence = (viewer: Viewer, name: string, { timeZone, ...own }: Record<string, unknown> = {}) =>
  site.fence(viewer, {
    name,
    boundary: square(10, 20),
    rules: { ...PLAIN, activeHours: { timeZone, weekly } },
    ...own,
  });

async function tenantIn(viewer: Viewer, timeZone: string, type = 'settings-changed'): Promise<void> {
  const payload = type === 'tenant-created' ? { timeZone } : { changes: [{ key: 'timeZone', value: timeZone }] };
  await site.others.withTenant(viewer.tenantId, async (tx) =>
    tx.publish({ topic: 'tenancy', subject: viewer.tenantId, type, payload }),
  );
  await site.caughtUp();
}

/** The zones of the versions of each geofence, oldest first, by name; those that follow their place with a star. */
async function zones(viewer: Viewer): Promise<Record<string, string>> {
  const { data } = await site.run(
    '{ geofences(first: 50) { nodes { name versions { rules { activeHours { timeZone followsPlace } } } } } }',
    { viewer },
  );
  const told = data.geofences.nodes.map(({ name, versions }: any) => [
    name,
    versions.map(
      ({ rules: { activeHours } }: any) => `${activeHours?.timeZone}${activeHours?.followsPlace ? '*' : ''}`,
    ),
  ]);
  return Object.fromEntries(told.map(([name, all]: any) => [name, all.join(' ')]));
}

test('active hours go by the clocks of the site from when it has another zone, and so do presence and headcount', async () => {
  const viewer = site.tenant();
  const siteId = await place(viewer, { name: 'Site', timeZone: 'Asia/Tokyo' });
  const hall = await place(viewer, { name: 'Hall', kind: 'BUILDING', parentId: siteId });
  const abroad = await place(viewer, { name: 'Abroad', parentId: siteId, timeZone: 'Europe/Paris' });
  await fence(viewer, 'Hall', { placeId: hall });
  await fence(viewer, 'Abroad', { placeId: abroad });
  await fence(viewer, 'Named', { placeId: hall, timeZone: 'Asia/Tokyo' });
  await fence(viewer, 'Always', { placeId: hall, rules: PLAIN });
  const archived = await fence(viewer, 'Archived', { placeId: hall });
  await site.change(viewer, 'archiveGeofence', 'geofence { id }', { geofenceId: archived });
  const before = (await site.controls(viewer.tenantId))[0]?.length ?? 0;
  await zoneOfPlace(viewer, siteId, 'Europe/London');
  const { Always: _always, ...told } = await zones(viewer);
  assert.deepEqual(told, { Hall: 'Asia/Tokyo* Europe/London*', Abroad: 'Europe/Paris*', Named: 'Asia/Tokyo' });
  assert.equal((await site.controls(viewer.tenantId))[0]?.length, before + 1, 'one entry for the edit');
  await site.send(viewer.tenantId, [at(TRACKER, TEN, INSIDE)]);
  await site.caughtUp();
  const { data } = await site.run('{ visits { nodes { geofence { name } } } }', { viewer });
  const visited = data.visits.nodes.map(({ geofence }: any) => geofence.name).toSorted();
  assert.deepEqual(visited, ['Abroad', 'Always', 'Hall']);
  await zoneOfPlace(viewer, siteId, 'Europe/London');
  await zoneOfPlace(viewer, await place(viewer, { name: 'Empty' }), 'Europe/Oslo');
  await site.change(viewer, 'updatePlace', 'place { id }', { placeId: siteId, name: 'Renamed' });
  assert.equal((await zones(viewer))['Hall'], 'Asia/Tokyo* Europe/London*', 'what stays as it is is no edit');
  const { result: edits } = await site.others.withTenant(
    viewer.tenantId,
    async (tx) => tx.sql<{ edit: number; newest: number }[]>`
      select edit, (select max(edit) from geofences.geofence_versions) as newest from geofences.edits`,
  );
  assert.equal(edits[0]?.edit, edits[0]?.newest, 'every edit has versions');
});

test('a version that is to hold later follows the zone too, and holds then', async () => {
  const viewer = site.tenant();
  const siteId = await place(viewer, { name: 'Site', timeZone: 'Asia/Tokyo' });
  const geofenceId = await fence(viewer, 'Hall', { placeId: siteId });
  const validFrom = new Date(Date.now() + 3_600_000).toISOString();
  await site.change(viewer, 'updateGeofence', 'geofence { id }', {
    geofenceId,
    validFrom,
    boundary: square(10, 20, 0.02),
  });
  await zoneOfPlace(viewer, siteId, 'Europe/London');
  const { data } = await site.run(
    '{ geofences { nodes { versions { number validFrom validTo rules { activeHours { timeZone } } boundary } } } }',
    { viewer },
  );
  const [, , third, fourth] = data.geofences.nodes[0].versions;
  assert.equal(data.geofences.nodes[0].versions.length, 4);
  assert.deepEqual([third.validTo, fourth.validFrom, fourth.validTo], [validFrom, validFrom, null]);
  assert.deepEqual([third.boundary, fourth.boundary], [square(10, 20), square(10, 20, 0.02)]);
  assert.equal(third.rules.activeHours.timeZone, 'Europe/London');
  assert.equal(fourth.rules.activeHours.timeZone, 'Europe/London');
});

test('without a place that says so, hours go by the clocks of the tenant, also when those change', async () => {
  const viewer = site.tenant();
  await tenantIn(viewer, 'Asia/Tokyo', 'tenant-created');
  const top = await place(viewer, { name: 'Top' });
  const oslo = await place(viewer, { name: 'Oslo', timeZone: 'Europe/Oslo' });
  await fence(viewer, 'Nowhere');
  await fence(viewer, 'Top', { placeId: top });
  await fence(viewer, 'Oslo', { placeId: oslo });
  assert.deepEqual(await zones(viewer), { Nowhere: 'Asia/Tokyo*', Top: 'Asia/Tokyo*', Oslo: 'Europe/Oslo*' });
  await tenantIn(viewer, 'Europe/London');
  const both = 'Asia/Tokyo* Europe/London*';
  assert.deepEqual(await zones(viewer), { Nowhere: both, Top: both, Oslo: 'Europe/Oslo*' });
  await zoneOfPlace(viewer, oslo, null);
  assert.equal((await zones(viewer))['Oslo'], 'Europe/Oslo* Europe/London*');
});

test('a tenant whose zones are read again from the beginning gets no new versions', async () => {
  const viewer = site.tenant();
  await tenantIn(viewer, 'Asia/Tokyo', 'tenant-created');
  await fence(viewer, 'Nowhere');
  await tenantIn(viewer, 'Europe/London');
  const before = await zones(viewer);
  await site.postgres.admin`
    delete from geofences.checkpoints where tenant_id = ${viewer.tenantId} and projection = 'replica-tenant-zone'`;
  await site.others.withTenant(viewer.tenantId, async (tx) =>
    tx.publish({ topic: 'tenancy', subject: viewer.tenantId, type: 'unit-renamed', payload: {} }),
  );
  await site.caughtUp();
  const [row] = await site.postgres.admin<{ offset: number }[]>`
    select "offset" from geofences.checkpoints
    where tenant_id = ${viewer.tenantId} and projection = 'replica-tenant-zone'`;
  assert.equal(row?.offset, 2);
  assert.deepEqual(await zones(viewer), before);
});

test('a geofence that moves to another place takes its zone, unless another was named', async () => {
  const viewer = site.tenant();
  const tokyo = await place(viewer, { name: 'Tokyo', timeZone: 'Asia/Tokyo' });
  const oslo = await place(viewer, { name: 'Oslo', timeZone: 'Europe/Oslo' });
  for (const [name, timeZone] of [
    ['Follows', undefined],
    ['Named', 'Asia/Tokyo'],
  ] as const) {
    const geofenceId = await fence(viewer, name, { placeId: tokyo, timeZone });
    await site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId, placeId: oslo });
  }
  assert.deepEqual(await zones(viewer), { Follows: 'Asia/Tokyo* Europe/Oslo*', Named: 'Asia/Tokyo' });
});

test('a draft is tried by the clocks of the place it names, else of the tenant', async () => {
  const viewer = site.tenant();
  await tenantIn(viewer, 'Asia/Tokyo', 'tenant-created');
  const oslo = await place(viewer, { name: 'Oslo', timeZone: 'Europe/Oslo' });
  const now = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const ten = now - 86_400_000 + 36_000_000;
  await site.send(viewer.tenantId, [at(TRACKER, ten, INSIDE)]);
  await site.caughtUp();
  const [from, to] = [now - 2 * 86_400_000, now].map((instant) => new Date(instant).toISOString());
  const input = { kind: 'EXCLUSION', boundary: square(10, 20), rules: { ...PLAIN, activeHours: { weekly } }, from, to };
  const tried = async (own: Record<string, unknown>) => {
    const document = `query S($input: SimulateGeofenceInput!) { simulateGeofence(input: $input) {
      simulation { draft { visits } } userErrors { field code } } }`;
    const { data, errors } = await site.run(document, { viewer, variables: { input: { ...input, ...own } } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.simulateGeofence.simulation?.draft.visits ?? data.simulateGeofence.userErrors;
  };
  assert.equal(await tried({}), 0);
  assert.equal(await tried({ placeId: oslo }), 1);
  assert.deepEqual(await tried({ placeId: NOWHERE }), [{ field: ['input', 'placeId'], code: 'NOT_FOUND' }]);
  const geofenceId = await fence(viewer, 'Fence');
  assert.equal(await tried({ geofenceId, rules: undefined }), 0);
  assert.equal(await tried({ geofenceId, rules: undefined, placeId: oslo }), 1);
});
