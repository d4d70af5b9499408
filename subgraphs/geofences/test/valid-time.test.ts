import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { DEFAULT_RULES } from '../src/domain/geofence/rules.ts';
import { NOWHERE, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const WHOLE = `id archivedAt place { name } version { number }
  versions { number validFrom validTo reason boundary circle { radiusMeters } corridor { line widthMeters } }`;
const circle = (radiusMeters: number) => ({ latitude: 1, longitude: 1, radiusMeters });
const [IN_2010, IN_2015, IN_2020] = ['2010', '2015', '2020'].map((year) => `${year}-01-01T00:00:00.000Z`);

const update = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'updateGeofence', `geofence { ${WHOLE} }`, input);
const archive = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'archiveGeofence', `geofence { ${WHOLE} }`, input);
const codes = async (changed: Promise<{ geofence: unknown; userErrors: { field: string[]; code: string }[] }>) => {
  const { geofence, userErrors } = await changed;
  assert.equal(geofence, null);
  return userErrors.map(({ field, code }) => `${field.at(-1)} ${code}`);
};
const payloadOf = (entry: { payload: unknown } | undefined) => entry?.payload as Record<string, unknown>;
const held = ({ versions }: any) => versions.map((version: any) => [version.validFrom, version.validTo]);

test('changes the past only for a reason, and keeps it with the version and in what is told', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(5), validFrom: IN_2010 });
  const late = { geofenceId, circle: circle(9), validFrom: IN_2020 };
  assert.deepEqual(await codes(update(viewer, late)), ['reason REASON_NEEDED']);
  assert.deepEqual(await codes(update(viewer, { ...late, reason: '  ' })), ['reason INVALID']);
  assert.deepEqual(await codes(update(viewer, { ...late, reason: 'x'.repeat(501) })), ['reason INVALID']);
  const early = '1999-12-31T23:59:59Z';
  assert.deepEqual(await codes(update(viewer, { ...late, validFrom: early, reason: 'x' })), ['validFrom INVALID']);
  const { geofence } = await update(viewer, { ...late, reason: ' the gate had moved ' });
  assert.deepEqual(held(geofence), [
    [IN_2010, IN_2020],
    [IN_2020, null],
  ]);
  assert.deepEqual(
    geofence.versions.map(({ reason }: any) => reason),
    [null, 'the gate had moved'],
  );
  const told = (await site.published(viewer.tenantId, 'geofences')).at(-1);
  assert.deepEqual(
    [told?.type, told?.reason, told?.actor, payloadOf(told).validFrom, payloadOf(told).number],
    ['geofence-changed', 'the gate had moved', viewer.actor, Date.parse(String(IN_2020)), 2],
  );
  for (const controls of await site.controls(viewer.tenantId))
    assert.deepEqual(controls.at(-1)?.payload, { edit: 2, versions: [{ geofenceId, number: 2 }] });
});

test('lets a version from the past take the place of all that was from there on', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(5), validFrom: IN_2010 });
  const reason = 'drawn wrongly';
  await update(viewer, { geofenceId, circle: circle(6), validFrom: IN_2020, reason });
  const { geofence } = await update(viewer, { geofenceId, circle: circle(7), validFrom: IN_2015, reason });
  assert.deepEqual(held(geofence), [
    [IN_2010, IN_2015],
    [IN_2020, IN_2020],
    [IN_2015, null],
  ]);
  assert.equal(geofence.version.number, 3);
  const again = await update(viewer, { geofenceId, circle: circle(7), validFrom: IN_2020, reason });
  assert.equal(again.geofence.versions.length, 3, 'it is so already');
  const earlier = await update(viewer, { geofenceId, circle: circle(7), validFrom: IN_2010, reason });
  assert.deepEqual(held(earlier.geofence), [
    [IN_2010, IN_2010],
    [IN_2020, IN_2020],
    [IN_2015, IN_2015],
    [IN_2010, null],
  ]);
});

test('archives from an instant of the past for a reason, and from none of the future', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(5), validFrom: IN_2010 });
  assert.deepEqual(await codes(archive(viewer, { geofenceId, validFrom: IN_2015 })), ['reason REASON_NEEDED']);
  const later = new Date(Date.now() + 60_000).toISOString();
  assert.deepEqual(await codes(archive(viewer, { geofenceId, validFrom: later })), ['validFrom IN_FUTURE']);
  const { geofence } = await archive(viewer, { geofenceId, validFrom: IN_2015, reason: 'torn down' });
  assert.deepEqual(held(geofence), [[IN_2010, IN_2015]]);
  assert.ok(Date.now() - Date.parse(geofence.archivedAt) < 60_000);
  const told = (await site.published(viewer.tenantId, 'geofences')).at(-1);
  assert.deepEqual(
    [told?.type, told?.reason, payloadOf(told).validTo],
    ['geofence-archived', 'torn down', Date.parse(String(IN_2015))],
  );
});

test('shows a geofence that never held, since it was archived before it began', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(5), validFrom: IN_2015 });
  const { geofence } = await archive(viewer, { geofenceId, validFrom: IN_2010, reason: 'drawn by mistake' });
  assert.deepEqual(held(geofence), [[IN_2015, IN_2015]]);
});

test('keeps a corridor to the bit, and takes another shape in its place', async () => {
  const viewer = site.tenant();
  const line = {
    type: 'LineString',
    coordinates: [
      [0.1 + 0.2, 1],
      [1.0000000000000002, 1.5, 12.5],
      [5e-324, 2],
    ],
  };
  const corridor = { line, widthMeters: 12.5 };
  const geofenceId = await site.fence(viewer, { corridor });
  const { geofence } = await update(viewer, { geofenceId, boundary: square(1, 1) });
  const shapes = geofence.versions.map((version: any) => [version.corridor, version.boundary, version.circle]);
  assert.deepEqual(shapes, [
    [corridor, null, null],
    [null, square(1, 1), null],
  ]);
  const back = await update(viewer, { geofenceId, corridor });
  assert.deepEqual(back.geofence.versions.at(-1).corridor, corridor);
  assert.deepEqual(await codes(update(viewer, { geofenceId, corridor, circle: circle(5) })), ['corridor BOTH_GIVEN']);
  const wrong = [
    [{ line, widthMeters: 0.4 }, 'widthMeters WIDTH_OUT_OF_RANGE'],
    [{ line: square(1, 1), widthMeters: 5 }, 'line UNSUPPORTED_TYPE'],
    [{ line: { ...line, coordinates: line.coordinates.slice(1, 2) }, widthMeters: 5 }, 'line TOO_FEW_POINTS'],
    [
      {
        line: {
          ...line,
          coordinates: [
            [200, 1],
            [1, 1],
          ],
        },
        widthMeters: 5,
      },
      'line OUT_OF_RANGE',
    ],
  ] as const;
  for (const [corridor, code] of wrong) assert.deepEqual(await codes(update(viewer, { geofenceId, corridor })), [code]);
});

test('moves a geofence to another place and out of any, without a new version', async () => {
  const viewer = site.tenant();
  const { place } = await site.change(viewer, 'createPlace', 'place { id }', { name: 'Yard', kind: 'SITE' });
  const geofenceId = await site.fence(viewer, { circle: circle(5) });
  const moved = await update(viewer, { geofenceId, placeId: place.id });
  assert.deepEqual([moved.geofence.place, moved.geofence.versions.length], [{ name: 'Yard' }, 1]);
  assert.deepEqual((await update(viewer, { geofenceId, name: 'Quay' })).geofence.place, { name: 'Yard' });
  const told = (await site.published(viewer.tenantId, 'geofences')).at(-1);
  assert.equal(payloadOf(told).placeId, place.id);
  for (const placeId of [NOWHERE, 'x'])
    assert.deepEqual(await codes(update(viewer, { geofenceId, placeId })), ['placeId NOT_FOUND']);
  assert.equal((await update(viewer, { geofenceId, placeId: null })).geofence.place, null);
});

test('lists geofences by kind, place and all below it, and part of the name', async () => {
  const viewer = site.tenant();
  const place = async (name: string, parentId: string | null = null) =>
    (await site.change(viewer, 'createPlace', 'place { id }', { name, kind: 'SITE', parentId })).place.id;
  const [yard, quay] = [await place('Yard'), await place('Quay')];
  const hall = await place('Hall', yard);
  await site.fence(viewer, { name: 'Gate 100%', kind: 'GATE', circle: circle(1), placeId: yard });
  await site.fence(viewer, { name: 'gate B', kind: 'GATE', circle: circle(1), placeId: hall });
  await site.fence(viewer, { name: 'Press', kind: 'WORK_ZONE', circle: circle(1), placeId: hall });
  await site.fence(viewer, { name: 'Berth', kind: 'WORK_ZONE', circle: circle(1), placeId: quay });
  await site.fence(viewer, { name: 'Edge', kind: 'EXCLUSION', circle: circle(1) });
  const list = async (variables: Record<string, unknown>) => {
    const { data, errors } = await site.run(
      `query G($kinds: [GeofenceKind!], $placeId: ID, $name: String, $first: Int! = 50) {
        geofences(kinds: $kinds, placeId: $placeId, name: $name, first: $first) { totalCount nodes { name } } }`,
      { viewer, variables },
    );
    if (errors) return errors[0]?.extensions?.['code'];
    const { totalCount, nodes } = data.geofences;
    return [totalCount, ...nodes.map(({ name }: any) => name)];
  };
  assert.deepEqual(await list({ kinds: ['GATE', 'EXCLUSION'] }), [3, 'Edge', 'Gate 100%', 'gate B']);
  assert.deepEqual(await list({ kinds: [] }), [0]);
  assert.deepEqual(await list({ placeId: yard }), [3, 'Gate 100%', 'Press', 'gate B']);
  assert.deepEqual(await list({ placeId: hall, kinds: ['GATE'] }), [1, 'gate B']);
  assert.deepEqual(await list({ name: 'GATE', first: 1 }), [2, 'Gate 100%']);
  assert.deepEqual(await list({ name: '%' }), [1, 'Gate 100%']);
  for (const placeId of [NOWHERE, 'x']) assert.deepEqual(await list({ placeId }), [0]);
  for (const name of ['', 'x'.repeat(101), 'a\nb']) assert.equal(await list({ name }), 'INVALID_INPUT');
});

test('tells the rules that each kind has where none are given', async () => {
  const { data } = await site.run(
    '{ geofenceKindDefaults { kind rules { exitConfirmSeconds crossingSeconds endsWhenOff activeHours { timeZone } } } }',
    { viewer: site.tenant() },
  );
  const { exitConfirmSeconds, crossingSeconds, endsWhenOff } = DEFAULT_RULES.GATE;
  assert.equal(data.geofenceKindDefaults.length, 5);
  assert.deepEqual(data.geofenceKindDefaults[3], {
    kind: 'GATE',
    rules: { exitConfirmSeconds, crossingSeconds, endsWhenOff, activeHours: null },
  });
});
