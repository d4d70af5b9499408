import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';

import { positionId } from '@trekker/geo';
import { createLogger, uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import type { Geofences } from '../src/index.ts';
import { square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences({ log: createLogger('silent') })));
after(() => site[Symbol.asyncDispose]());

const FIELDS = 'name source landmark landmarkMeters attribution geofence { id } place { id name }';

interface Asked {
  readonly latitude: number;
  readonly longitude: number;
  readonly at?: number;
  readonly on?: Geofences;
}

/** What is at places, as the gateway asks for it. */
async function whereabouts(viewer: Viewer, asked: readonly Asked[], fields = FIELDS): Promise<any[]> {
  const keys = asked.map(({ latitude, longitude, at = Date.now() }) => ({
    __typename: 'Position',
    id: positionId({ trackerId: uuidv7(), recordedAt: at, dedupe: 1n }),
    latitude,
    longitude,
  }));
  const { data, errors } = await site.run(
    `query W($keys: [_Any!]!) { _entities(representations: $keys) { ... on Position { whereabouts { ${fields} } } } }`,
    { viewer, variables: { keys }, ...(asked[0]?.on ? { on: asked[0].on } : {}) },
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data._entities.map((each: any) => each.whereabouts);
}

/** A provider that answers as it is told, and what it was asked. */
async function provider(answer: (question: URL, response: ServerResponse) => void) {
  const questions: URL[] = [];
  const server = createServer((request, response) => {
    const question = new URL(request.url ?? '', 'http://provider');
    questions.push(question);
    answer(question, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    questions,
    env: (more: Record<string, string> = {}) => ({
      TREKKER_GEOFENCES_GEOCODER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reverse?key=k`,
      TREKKER_GEOFENCES_GEOCODER_PER_MINUTE: '60000',
      TREKKER_GEOFENCES_GEOCODER_WAIT_MS: '5000',
      ...more,
    }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const named = (name: string) => (_: URL, response: ServerResponse) =>
  void response.end(JSON.stringify({ display_name: name }));

async function place(viewer: Viewer, plan: unknown): Promise<string> {
  const made = await site.change(viewer, 'createPlace', 'place { id }', { name: 'Terminal', kind: 'SITE' });
  const placeId = made.place.id;
  const { userErrors } = await site.change(viewer, 'updatePlace', 'place { id }', { placeId, plan });
  assert.deepEqual(userErrors, []);
  return placeId;
}

const feature = (name: string, geometry: unknown, role = 'TANK') => ({
  type: 'Feature',
  properties: { role, name },
  geometry,
});
const planOf = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

test('names the smallest geofence around a position, as geofences were when it was recorded', async () => {
  const viewer = site.tenant();
  const hour = 3_600_000;
  await site.fence(viewer, { name: 'Whole site', boundary: square(52.5, 13.4, 0.1) });
  const tanks = await site.fence(viewer, { name: 'Tank farm', boundary: square(52.52, 13.42) });
  await site.fence(viewer, {
    name: 'New gate',
    circle: { latitude: 52.525, longitude: 13.425, radiusMeters: 50 },
    validFrom: new Date(Date.now() - hour).toISOString(),
  });
  const [inTanks, inGate, onSite, outside] = await whereabouts(viewer, [
    { latitude: 52.525, longitude: 13.425, at: Date.now() - 2 * hour },
    { latitude: 52.525, longitude: 13.425 },
    { latitude: 52.59, longitude: 13.49 },
    { latitude: 52.7, longitude: 13.49 },
  ]);
  assert.deepEqual([inTanks.name, inTanks.source, inTanks.geofence.id], ['Tank farm', 'GEOFENCE', tanks]);
  assert.deepEqual([inGate.name, onSite.name, outside], ['New gate', 'Whole site', null]);
});

test('names landmarks of site plans, beside a geofence too, and those of a changed plan at once', async () => {
  const viewer = site.tenant();
  const placeId = await place(
    viewer,
    planOf(
      feature('Tank 7', square(52.5, 13.4, 0.001)),
      feature(
        'Ring road',
        {
          type: 'LineString',
          coordinates: [
            [13.5, 52.5],
            [13.6, 52.5],
          ],
        },
        'ROAD',
      ),
      { type: 'Feature', properties: { role: 'GREEN' }, geometry: square(52.6, 13.4) },
    ),
  );
  const places = [
    { latitude: 52.5005, longitude: 13.4005 },
    { latitude: 52.5002, longitude: 13.55 },
    { latitude: 52.501, longitude: 13.55 },
    { latitude: 52.605, longitude: 13.405 },
  ];
  const [tank, road, offRoad, green] = await whereabouts(viewer, places);
  assert.deepEqual([tank.name, tank.source, tank.landmarkMeters, tank.place.id], ['Tank 7', 'LANDMARK', 0, placeId]);
  assert.equal(road.name, 'Ring road');
  assert.ok(Math.abs(road.landmarkMeters - 22.2) < 0.1, road.landmarkMeters);
  assert.deepEqual([offRoad, green], [null, null]);
  await site.fence(viewer, { name: 'Yard', boundary: square(52.5, 13.4) });
  const [both] = await whereabouts(viewer, places);
  assert.deepEqual([both.name, both.landmark, both.landmarkMeters], ['Yard', 'Tank 7', 0]);
  await site.change(viewer, 'updatePlace', 'place { id }', {
    placeId,
    plan: planOf(feature('Tank 8', square(52.5, 13.4, 0.001))),
  });
  assert.equal((await whereabouts(viewer, places))[0].landmark, 'Tank 8');
});

test('names geofences to nobody who may not see them, and nothing at all of another tenant', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { name: 'Yard', boundary: square(52.5, 13.4) });
  await place(viewer, planOf(feature('Tank 7', square(52.5, 13.4, 0.001))));
  const asked = [{ latitude: 52.5005, longitude: 13.4005 }];
  const ofPlaces = testViewer(viewer.tenantId, ['places:read']);
  assert.deepEqual((await whereabouts(ofPlaces, asked, 'name source'))[0], { name: 'Tank 7', source: 'LANDMARK' });
  assert.deepEqual(await whereabouts(site.tenant(), asked), [null]);
  const { errors } = await site.run(
    'query W($keys: [_Any!]!) { _entities(representations: $keys) { ... on Position { whereabouts { name } } } }',
    {
      viewer: testViewer(viewer.tenantId, ['geofences:read']),
      variables: {
        keys: [
          {
            __typename: 'Position',
            id: positionId({ trackerId: uuidv7(), recordedAt: 1e12, dedupe: 1n }),
            ...asked[0],
          },
        ],
      },
    },
  );
  assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});

test('asks a provider of the operator where the site knows nothing, rounded, once for each cell, and keeps the answer', async () => {
  await using asked = await provider(named('1 Quay Road, Harbour'));
  const on = site.elsewhere(asked.env());
  await on.start();
  const viewer = site.tenant();
  await site.fence(viewer, { name: 'Yard', boundary: square(52.5, 13.4) });
  const near = [
    { latitude: 10.123_44, longitude: -20.123_44, on },
    { latitude: 10.123_41, longitude: -20.123_38 },
    { latitude: 52.505, longitude: 13.405 },
  ];
  const [first, second, yard] = await whereabouts(viewer, near);
  assert.deepEqual(
    [first.name, first.source, first.attribution, first.geofence],
    ['1 Quay Road, Harbour', 'PROVIDER', '© OpenStreetMap contributors', null],
  );
  assert.deepEqual([second.name, yard.name, yard.attribution], [first.name, 'Yard', null]);
  assert.deepEqual(
    asked.questions.map(({ search }) => search),
    ['?key=k&format=jsonv2&lat=10.1234&lon=-20.1234&zoom=18'],
  );
  await whereabouts(viewer, near);
  assert.equal(asked.questions.length, 1);
  await whereabouts(site.tenant(), near.slice(0, 2));
  assert.equal(asked.questions.length, 2, 'what one tenant asked for, no other can tell');
  site.skew(181 * 86_400_000);
  assert.equal((await whereabouts(viewer, near))[0].name, first.name, 'what is old is told while it is asked for anew');
  for (let tries = 0; asked.questions.length < 3 && tries < 100; tries += 1)
    await new Promise((go) => setTimeout(go, 20));
  site.skew(0);
  assert.equal(asked.questions.length, 3);
});

test('keeps for a shorter time that there is no name', async () => {
  await using asked = await provider((_, response) => void response.end('{"error":"Unable to geocode"}'));
  const on = site.elsewhere(asked.env());
  await on.start();
  const viewer = site.tenant();
  const nowhere = [{ latitude: 1, longitude: 1, on }];
  assert.deepEqual(await whereabouts(viewer, nowhere), [null]);
  assert.deepEqual(await whereabouts(viewer, nowhere), [null]);
  assert.equal(asked.questions.length, 1);
  site.skew(19 * 86_400_000);
  await whereabouts(viewer, nowhere);
  for (let tries = 0; asked.questions.length < 2 && tries < 100; tries += 1)
    await new Promise((go) => setTimeout(go, 20));
  site.skew(0);
  assert.equal(asked.questions.length, 2);
});

test('never waits longer for the provider than it may, and tells next time what came meanwhile', async () => {
  const held = Promise.withResolvers<void>();
  await using asked = await provider((_, response) => {
    void held.promise.then(() => response.end('{"display_name":"Late Street"}'));
  });
  const on = site.elsewhere(asked.env({ TREKKER_GEOFENCES_GEOCODER_WAIT_MS: '100' }));
  await on.start();
  const viewer = site.tenant();
  const started = performance.now();
  assert.deepEqual(await whereabouts(viewer, [{ latitude: 2, longitude: 2, on }]), [null]);
  assert.ok(performance.now() - started < 3_000);
  held.resolve();
  for (let tries = 0; tries < 100; tries += 1) {
    const [found] = await whereabouts(viewer, [{ latitude: 2, longitude: 2, on }]);
    if (found) {
      assert.equal(found.name, 'Late Street');
      assert.equal(asked.questions.length, 1);
      return;
    }
    await new Promise((go) => setTimeout(go, 20));
  }
  assert.fail('nothing came');
});

test('asks no more often than it may', async () => {
  await using asked = await provider(named('A street'));
  const on = site.elsewhere(
    asked.env({ TREKKER_GEOFENCES_GEOCODER_PER_MINUTE: '1', TREKKER_GEOFENCES_GEOCODER_WAIT_MS: '500' }),
  );
  await on.start();
  const found = await whereabouts(site.tenant(), [
    { latitude: 3, longitude: 3, on },
    { latitude: 3, longitude: 4 },
    { latitude: 3, longitude: 5 },
  ]);
  assert.equal(asked.questions.length, 1);
  assert.equal(found.filter(Boolean).length, 1);
  await on.stop();
});

for (const [what, answer] of [
  ['fails', (_: URL, response: ServerResponse) => void response.writeHead(500).end()],
  ['does not answer', () => {}],
  ['answers something else', (_: URL, response: ServerResponse) => void response.end('<html>')],
  [
    'sends elsewhere',
    (_: URL, response: ServerResponse) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  ],
  [
    'answers without end',
    (_: URL, response: ServerResponse) => void response.end(`{"display_name":"${'x'.repeat(70_000)}"}`),
  ],
] as const) {
  test(`leaves a provider alone for a while that ${what}`, async () => {
    await using asked = await provider(answer);
    const on = site.elsewhere(asked.env({ TREKKER_GEOFENCES_GEOCODER_TIMEOUT_MS: '200' }));
    await on.start();
    const viewer = site.tenant();
    assert.deepEqual(
      await whereabouts(viewer, [
        { latitude: 4, longitude: 4, on },
        { latitude: 5, longitude: 5 },
      ]),
      [null, null],
    );
    assert.deepEqual(await whereabouts(viewer, [{ latitude: 6, longitude: 6, on }]), [null]);
    assert.equal(asked.questions.length, 1);
    await on.stop();
  });
}
