import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { DEFAULT_RULES } from '../src/domain/geofence/rules.ts';
import { NOWHERE, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const load = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(
    viewer,
    'importGeofences',
    `created { id name kind place { name } version { boundary circle { latitude longitude radiusMeters }
      corridor { line widthMeters } rules { exitConfirmSeconds } } } refused { name problems { field code message } }`,
    { format: 'GEOJSON', kind: 'GATE', ...input },
  );
async function save(viewer: Viewer, format: string, placeId: string | null = null) {
  const document = `query E($format: GeofenceFormat!, $placeId: ID) {
    exportGeofences(format: $format, placeId: $placeId) { text geofences } }`;
  return (await site.run(document, { viewer, variables: { format, placeId } })).data.exportGeofences;
}
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry });
const geoJson = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const line = {
  type: 'LineString',
  coordinates: [
    [0.1 + 0.2, 1],
    [1.0000000000000002, 1.5],
  ],
};
const bowTie = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ],
  ],
};
const WHOLE = geoJson(
  feature(square(1, 1), { name: 'Yard' }),
  feature(line, { name: 'Pipe', widthMeters: 7 }),
  feature({ type: 'Point', coordinates: [3.5, 4.5] }, { name: 'Post', radiusMeters: 12.5 }),
);

test('adds every good geofence of a file in one edit, and lists the bad ones with what is wrong', async () => {
  const viewer = site.tenant();
  const { place } = await site.change(viewer, 'createPlace', 'place { id }', { name: 'Terminal', kind: 'SITE' });
  const text = geoJson(
    feature(square(1, 1), { name: 'Yard' }),
    feature(bowTie, { name: 'Tie' }),
    feature(null, { name: 'Nothing' }),
    feature(line),
    feature({ type: 'Point', coordinates: [3, 4] }),
    feature(square(2, 2), { name: 'x'.repeat(101) }),
  );
  const input = { text, placeId: place.id, corridorWidthMeters: 8, waypointRadiusMeters: 30 };
  const { created, refused, userErrors } = await load(viewer, input);
  assert.deepEqual(userErrors, []);
  const seconds = DEFAULT_RULES.GATE.exitConfirmSeconds;
  assert.deepEqual(
    created.map(({ name, kind, place, version }: any) => [name, kind, place.name, version.rules.exitConfirmSeconds]),
    [
      ['Yard', 'GATE', 'Terminal', seconds],
      ['Unnamed 3', 'GATE', 'Terminal', seconds],
      ['Unnamed 4', 'GATE', 'Terminal', seconds],
    ],
  );
  assert.deepEqual(created[1].version.corridor, { line, widthMeters: 8 });
  assert.deepEqual(created[2].version.circle, { latitude: 4, longitude: 3, radiusMeters: 30 });
  assert.deepEqual(
    refused.map(({ name, problems }: any) => [name.slice(0, 9), problems[0].code]),
    [
      ['Nothing', 'NO_GEOMETRY'],
      ['Tie', 'SELF_INTERSECTION'],
      ['xxxxxxxxx', 'INVALID'],
    ],
  );
  assert.match(refused[0].problems[0].message, /^feature 3: /);
  assert.match(refused[1].problems[0].message, /outer ring of polygon 1 .*latitude 1, longitude 1/);
  assert.deepEqual(refused[1].problems[0].field, ['input', 'text']);
  for (const controls of await site.controls(viewer.tenantId)) {
    assert.equal(controls.length, 1);
    assert.equal((controls.at(0)?.payload as Record<string, unknown[]> | undefined)?.['versions']?.length, 3);
  }
});

test('adds nothing of what is no file, too much, or meant for no place', async () => {
  const viewer = site.tenant();
  const code = async (input: Record<string, unknown>) => {
    const { created, refused, userErrors } = await load(viewer, { text: WHOLE, ...input });
    assert.deepEqual([created, refused], [[], []]);
    return `${userErrors[0].field.at(-1)} ${userErrors[0].code}`;
  };
  assert.equal(await code({ text: '{' }), 'text UNREADABLE_FILE');
  assert.equal(await code({ text: '<kml', format: 'KML' }), 'text UNREADABLE_FILE');
  assert.equal(await code({ text: ' '.repeat(15_000_001) }), 'text INVALID');
  const many = Array.from({ length: 10_001 }, () => feature(null));
  assert.equal(await code({ text: geoJson(...many) }), 'text TOO_MANY_FEATURES');
  for (const placeId of [NOWHERE, 'x']) assert.equal(await code({ placeId }), 'placeId NOT_FOUND');
  assert.equal(await code({ corridorWidthMeters: 0.4 }), 'corridorWidthMeters INVALID');
  assert.equal(await code({ waypointRadiusMeters: 1_000_001 }), 'waypointRadiusMeters INVALID');
  assert.deepEqual(await save(viewer, 'GEOJSON'), { geofences: 0, text: geoJsonOf([]) });
});

const geoJsonOf = (features: string[]) => `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;

test('takes out as GeoJSON what came in, to the bit', async () => {
  const [one, other] = [site.tenant(), site.tenant()];
  const shapes = ({ created }: any) => created.map(({ name, version }: any) => [name, version]);
  const came = shapes(await load(one, { text: WHOLE }));
  const { text, geofences } = await save(one, 'GEOJSON');
  assert.equal(geofences, 3);
  const again = shapes(await load(other, { text }));
  assert.deepEqual(again.toSorted(), came.toSorted());
  assert.match(text, /"kind":"GATE"/);
});

test('repairs boundaries of a file where it is asked to, and says what it changed', async () => {
  const viewer = site.tenant();
  const text = geoJson(feature(bowTie, { name: 'Tie' }), feature(square(5, 5), { name: 'Yard' }));
  const selection =
    'created { name } repaired { geofence { name version { boundary } } changes { code polygon ring } }';
  const { created, repaired } = await site.change(viewer, 'importGeofences', selection, {
    format: 'GEOJSON',
    kind: 'GATE',
    text,
    repair: true,
  });
  assert.deepEqual(created, [{ name: 'Tie' }, { name: 'Yard' }]);
  assert.deepEqual(
    repaired.map(({ geofence, changes }: any) => [geofence.name, geofence.version.boundary.type, changes[0]]),
    [['Tie', 'MultiPolygon', { code: 'RING_SPLIT', polygon: 1, ring: 1 }]],
  );
});

test('writes and reads KML and GPX', async () => {
  for (const format of ['KML', 'GPX']) {
    const [one, other] = [site.tenant(), site.tenant()];
    await load(one, { text: WHOLE });
    const { text } = await save(one, format);
    const { created, refused, userErrors } = await load(other, { text, format });
    assert.deepEqual([refused, userErrors], [[], []]);
    const kinds = created.map(({ name, version }: any) => `${name} ${version.corridor ? 'corridor' : 'boundary'}`);
    assert.deepEqual(kinds.toSorted(), ['Pipe corridor', 'Post boundary', 'Yard boundary']);
    assert.deepEqual(created.find(({ name }: any) => name === 'Yard').version.boundary, square(1, 1));
  }
});

test('takes out what belongs to a place and below, as it is now, and nothing that is archived', async () => {
  const viewer = site.tenant();
  const make = async (name: string, parentId: string | null) =>
    (await site.change(viewer, 'createPlace', 'place { id }', { name, kind: 'SITE', parentId })).place.id;
  const yard = await make('Yard', null);
  const hall = await make('Hall', yard);
  const circle = (radiusMeters: number) => ({ latitude: 1, longitude: 1, radiusMeters });
  const changed = await site.fence(viewer, { name: 'Changed', circle: circle(1), placeId: hall });
  await site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId: changed, circle: circle(2) });
  const later = '2090-01-01T00:00:00Z';
  await site.change(viewer, 'updateGeofence', 'geofence { id }', {
    geofenceId: changed,
    circle: circle(3),
    validFrom: later,
  });
  await site.fence(viewer, { name: 'Later', circle: circle(4), placeId: yard, validFrom: later });
  const gone = await site.fence(viewer, { name: 'Gone', circle: circle(5), placeId: yard });
  await site.change(viewer, 'archiveGeofence', 'geofence { id }', { geofenceId: gone });
  await site.fence(viewer, { name: 'Elsewhere', circle: circle(6) });
  const taken = async (placeId: string | null) => {
    const { features } = JSON.parse((await save(viewer, 'GEOJSON', placeId)).text);
    return features.map(({ properties }: any) => `${properties.name} ${properties.radiusMeters}`);
  };
  assert.deepEqual(await taken(yard), ['Changed 2', 'Later 4']);
  assert.deepEqual(await taken(hall), ['Changed 2']);
  assert.deepEqual(await taken(null), ['Changed 2', 'Elsewhere 6', 'Later 4']);
  for (const placeId of [NOWHERE, 'x']) assert.deepEqual(await taken(placeId), []);
});

test('brings 10,000 geofences in and out', async () => {
  const viewer = site.tenant();
  const features = Array.from({ length: 10_000 }, (_, index) =>
    feature(square(Math.floor(index / 100) / 10, (index % 100) / 10, 0.05), { name: `Bay ${index}` }),
  );
  const input = { format: 'GEOJSON', kind: 'WORK_ZONE', text: geoJson(...features) };
  const { created } = await site.change(viewer, 'importGeofences', 'created { id }', input);
  const { geofences } = await save(viewer, 'GEOJSON');
  assert.deepEqual([created.length, geofences], [10_000, 10_000]);
});
