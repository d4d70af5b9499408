import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { readEntries, SHARED, uuidv7, type Viewer } from '@trekker/kit';

import { at, NOWHERE, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const WHOLE = `id name kind place { name } archivedAt
  version { id number boundary circle { latitude longitude radiusMeters } validFrom validTo
    rules { enterBufferMeters exitBufferMeters enterConfirmFixes exitConfirmFixes maxAccuracyMeters staleAfterSeconds } }
  versions { number validFrom validTo }`;

const createPlace = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'createPlace', 'place { id name parent { name } }', { kind: 'SITE', ...input });
const update = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'updateGeofence', `geofence { ${WHOLE} }`, input);
const archive = (viewer: Viewer, geofenceId: string) =>
  site.change(viewer, 'archiveGeofence', `geofence { ${WHOLE} }`, { geofenceId });
const find = async (viewer: Viewer, id: string) =>
  (await site.run(`query G($id: ID!) { geofence(id: $id) { ${WHOLE} } }`, { viewer, variables: { id } })).data.geofence;

async function controlsOf(tenantId: string) {
  const all = await Promise.all(
    Array.from({ length: 16 }, (_, partition) =>
      site.others.withConsumer((tx) =>
        readEntries(tx.sql, { topic: 'positions', tenantId: SHARED, partition }, { after: -1, limit: 1_000 }),
      ),
    ),
  );
  return all.map((entries) => entries.filter(({ kind, subject }) => kind === 'control' && subject === tenantId));
}

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
    ['place-created', { placeId: yard.id, name: 'Yard', kind: 'SITE', parentId: null, path: [yard.id] }],
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

test('keeps a boundary to the bit and a circle as it was given', async () => {
  const viewer = site.tenant();
  const boundary = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0.1 + 0.2, 0],
          [1, 0],
          [1.0000000000000002, 1],
          [0.1 + 0.2, 0],
        ],
        [
          [0.6, 0.1],
          [0.7, 0.1],
          [0.7, 0.15],
          [0.6, 0.1],
        ],
      ],
      [
        [
          [5, 5],
          [6, 5],
          [6, 6],
          [5, 5],
        ],
      ],
    ],
  };
  const polygon = await find(viewer, await site.fence(viewer, { boundary, kind: 'GATE', rules: null }));
  assert.deepEqual([polygon.version.boundary, polygon.version.circle], [boundary, null]);
  assert.deepEqual([polygon.version.rules.exitBufferMeters, polygon.version.rules.staleAfterSeconds], [5, null]);
  const circle = { latitude: -0.1, longitude: 179.99999999999997, radiusMeters: 12.5 };
  const round = await find(viewer, await site.fence(viewer, { circle }));
  assert.deepEqual([round.version.boundary, round.version.circle], [null, circle]);
});

test('names ring and place of every problem of a boundary, and writes nothing', async () => {
  const viewer = site.tenant();
  const shell = square(0, 0, 3).coordinates[0];
  const bowTie = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
    [0, 0],
  ];
  const create = (input: Record<string, unknown>) =>
    site.change(viewer, 'createGeofence', 'geofence { id }', { name: 'Bad', kind: 'GATE', ...input });
  const crossed = await create({ boundary: { type: 'Polygon', coordinates: [bowTie] } });
  assert.deepEqual(
    [crossed.geofence, crossed.userErrors[0].field, crossed.userErrors[0].code],
    [null, ['input', 'boundary'], 'SELF_INTERSECTION'],
  );
  assert.match(crossed.userErrors[0].message, /outer ring of polygon 1 .*latitude 1, longitude 1/);
  const two = await create({
    boundary: {
      type: 'Polygon',
      coordinates: [
        shell,
        shell?.slice(0, 4),
        [
          [9, 9],
          [10, 9],
          [10, 10],
          [9, 9],
        ],
      ],
    },
  });
  assert.ok(two.userErrors.length >= 1);
  const outside = await create({
    boundary: {
      type: 'Polygon',
      coordinates: [
        shell,
        [
          [9, 9],
          [10, 9],
          [10, 10],
          [9, 9],
        ],
      ],
    },
  });
  assert.deepEqual(
    outside.userErrors.map(({ code, params }: any) => [code, params.find(({ name }: any) => name === 'ring').value]),
    [['HOLE_OUTSIDE_SHELL', '2']],
  );
  const codes = async (input: Record<string, unknown>) =>
    (await create(input)).userErrors.map(({ field, code }: any) => `${field.join('.')} ${code}`);
  assert.deepEqual(await codes({}), ['input.boundary NONE_GIVEN']);
  assert.deepEqual(await codes({ boundary: square(0, 0), placeId: NOWHERE }), ['input.placeId NOT_FOUND']);
  assert.deepEqual(await codes({ boundary: square(0, 0), rules: { enterConfirmFixes: 0 } }), [
    'input.rules.enterConfirmFixes INVALID',
  ]);
  assert.deepEqual(
    await codes({ boundary: 'square', name: '' }),
    ['input.name INVALID', 'input.name INVALID', 'input.boundary UNSUPPORTED_TYPE'].slice(1),
  );
  assert.deepEqual(await site.published(viewer.tenantId, 'geofences'), []);
});

test('makes a new version of another shape or other rules, and none of another name', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(1, 1) });
  const renamed = await update(viewer, { geofenceId, name: 'Gate 3', boundary: square(1, 1) });
  assert.deepEqual([renamed.geofence.name, renamed.geofence.versions.length], ['Gate 3', 1]);
  const ruled = await update(viewer, { geofenceId, rules: { exitConfirmFixes: 2, staleAfterSeconds: 60 } });
  assert.deepEqual(
    [ruled.geofence.version.number, ruled.geofence.version.rules.staleAfterSeconds, ruled.geofence.version.boundary],
    [2, 60, square(1, 1)],
  );
  const shaped = await update(viewer, { geofenceId, circle: { latitude: 1, longitude: 1, radiusMeters: 5 } });
  const { version, versions } = shaped.geofence;
  assert.deepEqual([version.number, version.boundary, version.rules.exitConfirmFixes], [3, null, 2]);
  assert.deepEqual(
    versions.map(({ validTo }: any) => validTo),
    [versions[1].validFrom, versions[2].validFrom, null],
  );
  const { data } = await site.run(
    `query E($id: ID!) { _entities(representations: [{ __typename: "GeofenceVersion", id: $id }, { __typename: "GeofenceVersion", id: "x" }]) { ... on GeofenceVersion { number } } }`,
    { viewer, variables: { id: version.id } },
  );
  assert.deepEqual(data._entities, [{ number: 3 }, null]);
  const told = (await site.published(viewer.tenantId, 'geofences')).map(({ type, payload }: any) => [
    type,
    payload.number,
    payload.staleAfterSeconds,
  ]);
  assert.deepEqual(told, [
    ['geofence-created', 1, null],
    ['geofence-changed', 1, null],
    ['geofence-changed', 2, 60],
    ['geofence-changed', 3, 60],
  ]);
  const controls = await controlsOf(viewer.tenantId);
  for (const ofPartition of controls) {
    assert.deepEqual(
      ofPartition.map(({ type, payload }) => [type, payload]),
      [1, 2, 3].map((number) => ['geofence-version', { edit: number, versions: [{ geofenceId, number }] }]),
    );
  }
});

test('refuses to change what is not there or archived', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(1, 1) });
  const code = async (input: Record<string, unknown>) => (await update(viewer, input)).userErrors[0]?.code;
  for (const id of [NOWHERE, 'x']) {
    assert.equal(await code({ geofenceId: id, name: 'x' }), 'NOT_FOUND');
    assert.equal((await archive(viewer, id)).userErrors[0].code, 'NOT_FOUND');
  }
  const both = { geofenceId, boundary: square(1, 1), circle: { latitude: 1, longitude: 1, radiusMeters: 5 } };
  assert.equal(await code(both), 'BOTH_GIVEN');
  const archived = await archive(viewer, geofenceId);
  assert.deepEqual([archived.geofence.version.number, archived.geofence.versions.length], [1, 1]);
  assert.equal(archived.geofence.archivedAt, archived.geofence.version.validTo);
  assert.equal(await code({ geofenceId, name: 'x' }), 'ARCHIVED');
  assert.equal((await archive(viewer, geofenceId)).userErrors[0].code, 'ARCHIVED');
  const { data } = await site.run('{ geofences { totalCount nodes { id } } }', { viewer });
  assert.deepEqual(data.geofences, { totalCount: 0, nodes: [] });
  assert.equal((await find(viewer, geofenceId)).id, geofenceId);
  const last = (await site.published(viewer.tenantId, 'geofences')).at(-1);
  assert.deepEqual(
    [last?.type, (last?.payload as any).validTo],
    ['geofence-archived', Date.parse(archived.geofence.archivedAt)],
  );
});

test('needs a right on the whole tenant to draw', async () => {
  const { tenantId } = site.tenant();
  const limited = { ...site.tenant([uuidv7()]), tenantId };
  for (const [field, type, input] of [
    ['createPlace { place', 'CreatePlaceInput', { name: 'x', kind: 'SITE' }],
    ['createGeofence { geofence', 'CreateGeofenceInput', { name: 'x', kind: 'GATE', boundary: square(0, 0) }],
    ['updateGeofence { geofence', 'UpdateGeofenceInput', { geofenceId: NOWHERE }],
    ['archiveGeofence { geofence', 'ArchiveGeofenceInput', { geofenceId: NOWHERE }],
  ] as const) {
    const document = `mutation M($input: ${type}!) { ${field.replace(' {', '(input: $input) {')} { id } } }`;
    const { errors } = await site.run(document, { viewer: limited, variables: { input } });
    assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN', field);
  }
});

test('judges a position by the edits that stand before it in its partition', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const inside = { latitude: 10.005, longitude: 20.005 };
  const trackers = Array.from({ length: 20 }, () => uuidv7());
  const now = Date.now();
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, now - 60_000, inside)),
  );
  await update(viewer, { geofenceId, boundary: square(10, 20, 0.004) });
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, now + 60_000, inside)),
  );
  await site.caughtUp();
  const { data } = await site.run(
    '{ visits { nodes { to endReason evidence { decision version } } } geofences { nodes { version { validFrom } } } }',
    { viewer },
  );
  const [{ version }] = data.geofences.nodes;
  assert.equal(data.visits.nodes.length, 20);
  for (const visit of data.visits.nodes) {
    assert.deepEqual([visit.to, visit.endReason], [version.validFrom, 'FENCE_CHANGED']);
    assert.deepEqual(visit.evidence, [
      { decision: 'BEGAN', version: 1 },
      { decision: 'ENDED', version: 2 },
    ]);
  }
});

test('ends open visits with their geofence, whoever they belong to', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const other = await site.fence(viewer, { boundary: square(10, 20) });
  const trackers = Array.from({ length: 20 }, () => uuidv7());
  const inside = { latitude: 10.005, longitude: 20.005 };
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, Date.now() - 60_000, inside)),
  );
  const { geofence } = await archive(viewer, geofenceId);
  await site.caughtUp();
  const visitsIn = async (id: string) =>
    (
      await site.run('query V($id: ID) { visits(geofenceId: $id) { nodes { to endReason } } }', {
        viewer,
        variables: { id },
      })
    ).data.visits.nodes;
  const ended = await visitsIn(geofenceId);
  assert.equal(ended.length, 20);
  for (const visit of ended) assert.deepEqual(visit, { to: geofence.archivedAt, endReason: 'FENCE_CHANGED' });
  assert.ok((await visitsIn(other)).every(({ to }: any) => to === null));
});

test('imports many geofences as one edit and names each that it refuses', async () => {
  const { tenantId } = site.tenant();
  const good = Array.from({ length: 2_500 }, (_, index) => ({
    name: `zone ${index}`,
    kind: 'WORK_ZONE' as const,
    boundary: square((index % 50) / 10, Math.floor(index / 50) / 10, 0.05),
    rules: PLAIN,
    validFrom: Date.UTC(2020, 0, 1),
  }));
  const bad = { name: 'bad', kind: 'GATE' as const, boundary: { type: 'Point', coordinates: [0, 0] } };
  const lost = { name: 'lost', kind: 'GATE' as const, boundary: square(0, 0), placeId: NOWHERE };
  const actor = { kind: 'operator', id: 'import' } as const;
  const { created, refused } = await site.geofences.importGeofences(tenantId, [bad, ...good, lost], actor);
  assert.equal(created.length, 2_500);
  assert.deepEqual(
    refused.map(({ name, problems }) => [name, problems[0]?.code]),
    [
      ['bad', 'UNSUPPORTED_TYPE'],
      ['lost', 'NOT_FOUND'],
    ],
  );
  const controls = await controlsOf(tenantId);
  assert.ok(controls.every((entries) => entries.length === 1 && entries[0]?.actor?.id === 'import'));
  assert.equal((controls[0]?.[0]?.payload as any).versions.length, 2_500);
  await site.send(tenantId, [at(uuidv7(), Date.UTC(2021, 0, 1), { latitude: 0.12, longitude: 0.02 })]);
  await site.caughtUp();
  const visits = await site.postgres.admin`select 1 from geofences.visits where tenant_id = ${tenantId}`;
  assert.equal(visits.length, 1);
  assert.deepEqual(await site.geofences.importGeofences(tenantId, []), { created: [], refused: [] });
});
