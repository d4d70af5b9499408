import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { NOWHERE, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const createPlace = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'createPlace', 'place { id name parent { name } }', { kind: 'SITE', ...input });
test('builds a tree of places with their geofences', async () => {
  const viewer = site.tenant();
  const { place: yard } = await createPlace(viewer, { name: '  Yard ' });
  const { place: hall } = await createPlace(viewer, { name: 'Hall', kind: 'BUILDING', parentId: yard.id });
  assert.deepEqual([yard.name, hall.parent.name], ['Yard', 'Yard']);
  await site.fence(viewer, { name: 'Press', boundary: square(1, 1), placeId: hall.id });
  const { data } = await site.run(
    `query P($id: ID!) { place(id: $id) { children { name kind geofences { name } } geofences { name } }
      places(first: 1) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`,
    { viewer, variables: { id: yard.id } },
  );
  assert.deepEqual(data.place, {
    children: [{ name: 'Hall', kind: 'BUILDING', geofences: [{ name: 'Press' }] }],
    geofences: [],
  });
  assert.deepEqual(
    [data.places.totalCount, data.places.nodes, data.places.pageInfo.hasNextPage],
    [2, [{ name: 'Hall' }], true],
  );
  const next = await site.run('query P($after: String) { places(after: $after) { nodes { name } } }', {
    viewer,
    variables: { after: data.places.pageInfo.endCursor },
  });
  assert.deepEqual(next.data.places.nodes, [{ name: 'Yard' }]);
  const [told] = await site.published(viewer.tenantId, 'geofences');
  assert.deepEqual(
    [told?.type, told?.payload],
    [
      'place-created',
      { placeId: yard.id, name: 'Yard', kind: 'SITE', parentId: null, path: [yard.id], timeZone: null },
    ],
  );
  assert.deepEqual(told?.actor, viewer.actor);
});

test('names what is wrong with a place', async () => {
  const viewer = site.tenant();
  const problem = async (input: Record<string, unknown>) => {
    const { place, userErrors } = await createPlace(viewer, input);
    assert.equal(place, null);
    return `${userErrors[0].field.join('.')} ${userErrors[0].code}`;
  };
  await createPlace(viewer, { name: 'Yard' });
  assert.equal(await problem({ name: 'Yard' }), 'input.name NAME_TAKEN');
  assert.equal(await problem({ name: '' }), 'input.name INVALID');
  for (const parentId of [NOWHERE, 'x'])
    assert.equal(await problem({ name: 'Hall', parentId }), 'input.parentId NOT_FOUND');
  let parentId: string | null = null;
  for (let depth = 0; depth < 16; depth += 1)
    parentId = (await createPlace(viewer, { name: `${depth}`, parentId })).place.id;
  assert.equal(await problem({ name: 'Too deep', parentId }), 'input.parentId TOO_DEEP');
});

const updatePlace = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'updatePlace', 'place { id name timeZone plan }', input);
const PLAN = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.1, 52],
            [4.2, 52],
            [4.2, 52.1234567890123],
            [4.1, 52],
          ],
        ],
      },
      properties: { role: 'TANK', name: 'T-101', heightMeters: 18 },
    },
  ],
};

test('keeps time zone and plan of a place, and tells of the zone', async () => {
  const viewer = site.tenant();
  const { place } = await site.change(viewer, 'createPlace', 'place { id timeZone plan }', {
    name: 'Terminal',
    kind: 'SITE',
    timeZone: 'Europe/Amsterdam',
    plan: PLAN,
  });
  assert.deepEqual([place.timeZone, place.plan], ['Europe/Amsterdam', PLAN]);
  const renamed = await updatePlace(viewer, { placeId: place.id, name: 'Quay' });
  assert.deepEqual(renamed.place, { ...place, name: 'Quay' });
  const cleared = await updatePlace(viewer, { placeId: place.id, timeZone: null, plan: null });
  assert.deepEqual(cleared.place, { id: place.id, name: 'Quay', timeZone: null, plan: null });
  const told = await site.published(viewer.tenantId, 'geofences');
  assert.deepEqual(
    told.map(({ type, payload }) => [type, (payload as { timeZone: string | null }).timeZone]),
    [
      ['place-created', 'Europe/Amsterdam'],
      ['place-changed', 'Europe/Amsterdam'],
      ['place-changed', null],
    ],
  );
});

test('names what is wrong with a change of a place, and changes nothing then', async () => {
  const viewer = site.tenant();
  const { place } = await createPlace(viewer, { name: 'Yard' });
  await createPlace(viewer, { name: 'Quay' });
  const { place: hall } = await createPlace(viewer, { name: 'Hall', parentId: place.id });
  const problem = async (input: Record<string, unknown>) => {
    const changed = await updatePlace(viewer, { placeId: place.id, ...input });
    assert.equal(changed.place, null);
    const [{ field, code }] = changed.userErrors;
    return `${field.join('.')} ${code}`;
  };
  assert.equal(await problem({ name: 'Quay' }), 'input.name NAME_TAKEN');
  assert.equal(await problem({ name: '' }), 'input.name INVALID');
  for (const timeZone of ['Europe/Nowhere', '+02:00', ''])
    assert.equal(await problem({ timeZone, name: 'New' }), 'input.timeZone INVALID');
  for (const placeId of [NOWHERE, 'x']) assert.equal(await problem({ placeId }), 'input.placeId NOT_FOUND');
  assert.equal(await problem({ name: 'New', plan: { type: 'Feature' } }), 'input.plan NOT_A_PLAN');
  assert.equal((await updatePlace(viewer, { placeId: hall.id, name: 'Quay' })).place.name, 'Quay');
  const { data } = await site.run('query P($id: ID!) { place(id: $id) { name timeZone plan } }', {
    viewer,
    variables: { id: place.id },
  });
  assert.deepEqual(data.place, { name: 'Yard', timeZone: null, plan: null });
});

test('moves a place with all below it, and tells of each of them', async () => {
  const viewer = site.tenant();
  const [north, south] = [
    (await createPlace(viewer, { name: 'North', timeZone: 'Asia/Tokyo' })).place,
    (await createPlace(viewer, { name: 'South', timeZone: 'Europe/Berlin' })).place,
  ];
  const { place: hall } = await createPlace(viewer, { name: 'Hall', parentId: north.id });
  const { place: floor } = await createPlace(viewer, { name: 'Floor', parentId: hall.id });
  const rules = { activeHours: { weekly: [{ days: [1], fromMinute: 480, toMinute: 1_020 }] } };
  const geofenceId = await site.fence(viewer, { name: 'Press', placeId: floor.id, boundary: square(1, 1), rules });
  const before = (await site.published(viewer.tenantId, 'geofences')).length;
  const moved = await site.change(viewer, 'updatePlace', 'place { parent { id } timeZone }', {
    placeId: hall.id,
    parentId: south.id,
  });
  assert.deepEqual(moved, { place: { parent: { id: south.id }, timeZone: null }, userErrors: [] });
  const told = (await site.published(viewer.tenantId, 'geofences')).slice(before);
  assert.deepEqual(
    told
      .filter(({ type }) => type === 'place-changed')
      .map(({ payload }) => payload as { placeId: string; parentId: string; path: string[] })
      .map(({ placeId, parentId, path }) => ({ placeId, parentId, path })),
    [
      { placeId: hall.id, parentId: south.id, path: [south.id, hall.id] },
      { placeId: floor.id, parentId: hall.id, path: [south.id, hall.id, floor.id] },
    ],
  );
  const { data } = await site.run(
    `query Z($id: ID!) { geofence(id: $id) { version { rules { activeHours { timeZone } } } } }`,
    { viewer, variables: { id: geofenceId } },
  );
  assert.equal(data.geofence.version.rules.activeHours.timeZone, 'Europe/Berlin');
  const top = await site.change(viewer, 'updatePlace', 'place { parent { id } }', { placeId: hall.id, parentId: null });
  assert.equal(top.place.parent, null);
});

test('names why a place cannot lie where it is wanted, and moves nothing then', async () => {
  const viewer = site.tenant();
  const { place: yard } = await createPlace(viewer, { name: 'Yard' });
  const { place: hall } = await createPlace(viewer, { name: 'Hall', parentId: yard.id });
  const { place: twin } = await createPlace(viewer, { name: 'Hall' });
  const problem = async (input: Record<string, unknown>) => {
    const [{ field, code }] = (await updatePlace(viewer, input)).userErrors;
    return `${field.join('.')} ${code}`;
  };
  for (const parentId of [NOWHERE, 'x'])
    assert.equal(await problem({ placeId: hall.id, parentId }), 'input.parentId NOT_FOUND');
  for (const parentId of [yard.id, hall.id])
    assert.equal(await problem({ placeId: yard.id, parentId }), 'input.parentId CYCLE');
  assert.equal(await problem({ placeId: twin.id, parentId: yard.id }), 'input.name NAME_TAKEN');
  let parentId: string = twin.id;
  for (let depth = 1; depth < 15; depth += 1)
    parentId = (await createPlace(viewer, { name: `${depth}`, parentId })).place.id;
  assert.equal(await problem({ placeId: yard.id, parentId }), 'input.parentId TOO_DEEP');
  const { data } = await site.run('query P($id: ID!) { place(id: $id) { parent { id } } }', {
    viewer,
    variables: { id: hall.id },
  });
  assert.deepEqual(data.place, { parent: { id: yard.id } });
});

test('takes the zone of active hours from the nearest place that has one, else UTC', async () => {
  const viewer = site.tenant();
  const { place: terminal } = await createPlace(viewer, { name: 'Terminal', timeZone: 'Asia/Tokyo' });
  const { place: hall } = await createPlace(viewer, { name: 'Hall', parentId: terminal.id });
  const weekly = [{ days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 1_020 }];
  const hoursOf = async (input: Record<string, unknown>, hours: Record<string, unknown> = {}) => {
    const selection =
      'geofence { id version { rules { activeHours { timeZone weekly { days fromMinute toMinute } } } } }';
    const made = await site.change(viewer, 'createGeofence', selection, {
      name: 'Yard',
      kind: 'GATE',
      boundary: square(1, 1),
      rules: { activeHours: { weekly, ...hours } },
      ...input,
    });
    return made.geofence.version.rules.activeHours;
  };
  assert.deepEqual(await hoursOf({ placeId: hall.id }), { timeZone: 'Asia/Tokyo', weekly });
  assert.equal((await hoursOf({})).timeZone, 'UTC');
  assert.equal((await hoursOf({ placeId: hall.id }, { timeZone: 'Europe/Oslo' })).timeZone, 'Europe/Oslo');
});

test('changes a place and geofences of it side by side', { timeout: 60_000 }, async () => {
  const viewer = site.tenant();
  const { place } = await createPlace(viewer, { name: 'Yard 0' });
  const { place: above } = await createPlace(viewer, { name: 'Site' });
  const { place: below } = await createPlace(viewer, { name: 'Hall', parentId: place.id });
  const rules = { activeHours: { weekly: [{ days: [1], fromMinute: 480, toMinute: 1_020 }] } };
  const geofenceId = await site.fence(viewer, { name: 'Gate', placeId: place.id, boundary: square(3, 3) });
  const deeds = (round: number) => [
    ...['Europe/Berlin', 'Asia/Tokyo'].map((timeZone, at) =>
      site.change(viewer, 'updatePlace', 'place { id }', { placeId: place.id, timeZone, name: `Yard ${round} ${at}` }),
    ),
    site.change(viewer, 'updatePlace', 'place { id }', { placeId: place.id, parentId: round % 2 ? null : above.id }),
    site.change(viewer, 'updatePlace', 'place { id }', {
      placeId: below.id,
      parentId: round % 3 ? place.id : above.id,
    }),
    createPlace(viewer, { name: `Floor ${round}`, parentId: below.id }),
    ...[0, 1].map((at) =>
      site.fence(viewer, { name: `Press ${round} ${at}`, placeId: place.id, boundary: square(1, 1), rules }),
    ),
    site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId, placeId: place.id }),
  ];
  for (let round = 0; round < 12; round += 1) {
    const failed = (await Promise.allSettled(deeds(round))).filter(({ status }) => status === 'rejected');
    assert.deepEqual(failed, []);
  }
  const { data } = await site.run('query { places(first: 500) { nodes { id name parent { id } } } }', { viewer });
  const places: { id: string; name: string; parent: { id: string } | null }[] = data.places.nodes;
  const told = await site.published(viewer.tenantId, 'geofences');
  const pathTold = new Map(
    told
      .filter(({ type }) => type.startsWith('place-'))
      .map(({ payload }) => payload as { placeId: string; path: string[] })
      .map(({ placeId, path }) => [placeId, path]),
  );
  const pathOf = (id: string): string[] => {
    const parent = places.find((one) => one.id === id)?.parent;
    return [...(parent ? pathOf(parent.id) : []), id];
  };
  for (const { id, name } of places) assert.deepEqual(pathTold.get(id), pathOf(id), name);
});
