import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { NOWHERE, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const WHOLE = `id name kind place { name } archivedAt
  version { id number boundary circle { latitude longitude radiusMeters } validFrom validTo
    rules { enterBufferMeters exitBufferMeters enterConfirmFixes exitConfirmFixes maxAccuracyMeters staleAfterSeconds } }
  versions { number validFrom validTo }`;

const update = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'updateGeofence', `geofence { ${WHOLE} }`, input);
const archive = (viewer: Viewer, geofenceId: string) =>
  site.change(viewer, 'archiveGeofence', `geofence { ${WHOLE} }`, { geofenceId });
const find = async (viewer: Viewer, id: string) =>
  (await site.run(`query G($id: ID!) { geofence(id: $id) { ${WHOLE} } }`, { viewer, variables: { id } })).data.geofence;

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
  assert.deepEqual([polygon.version.rules.exitConfirmFixes, polygon.version.rules.staleAfterSeconds], [2, null]);
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
  const controls = await site.controls(viewer.tenantId);
  for (const ofPartition of controls) {
    assert.deepEqual(
      ofPartition.map(({ type, payload }) => [type, payload]),
      [1, 2, 3].map((number) => ['geofence-version', { edit: number, versions: [{ geofenceId, number }] }]),
    );
  }
});

test('shows a geofence that holds only later as it will be, and lets an edit overtake it', async () => {
  const viewer = site.tenant();
  const validFrom = '2090-01-01T00:00:00.000Z';
  const geofenceId = await site.fence(viewer, { boundary: square(1, 1), validFrom });
  assert.equal((await find(viewer, geofenceId)).version.validFrom, validFrom);
  const { geofence } = await update(viewer, { geofenceId, boundary: square(2, 2) });
  assert.deepEqual(
    geofence.versions.map((version: any) => [version.validFrom, version.validTo]),
    [
      [validFrom, validFrom],
      [validFrom, null],
    ],
  );
  assert.equal((await archive(viewer, geofenceId)).geofence.versions[1].validTo, validFrom);
  const entries = await site.log(viewer.tenantId, 'geofences');
  const told = entries.flatMap(({ type, payload }) => (type === 'geofence-archived' ? [payload as any] : []));
  assert.deepEqual(
    told.map((each) => [each.validFrom, each.validTo]),
    [[Date.parse(validFrom), Date.parse(validFrom)]],
    'it ends no earlier than it begins',
  );
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
    [last?.type, (last?.payload as any)?.validTo],
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
