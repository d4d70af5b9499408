import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeCursor, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';
import { isObjectType } from 'graphql';

import { at, EVERYTHING, NOWHERE, request, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const INSIDE = { latitude: 10.005, longitude: 20.005 };

/** Somebody's ids of every kind, all of which stand for something. */
async function inhabited(viewer: Viewer): Promise<Record<string, string>> {
  const { tenantId } = viewer;
  const place = (
    await site.change(viewer, 'createPlace', 'place { id }', {
      name: 'Secret',
      kind: 'SITE',
      timeZone: 'Asia/Tokyo',
      plan: { type: 'FeatureCollection', features: [] },
    })
  ).place.id;
  const geofence = await site.fence(viewer, { name: 'Secret', boundary: square(10, 20), placeId: place });
  const [tracker, person] = [uuidv7(), uuidv7()];
  await site.tell(tenantId, 'tracker-added', { trackerId: tracker, name: 'Secret', unitId: null, identifiers: [] });
  await site.tell(tenantId, 'person-created', { personId: person, unitId: null });
  const assignment = { assignmentId: uuidv7(), trackerId: tracker, personId: person, assetId: null, from: 0, to: null };
  await site.tell(tenantId, 'assignment-started', assignment);
  await site.send(tenantId, [at(tracker, Date.now() - 1_000, INSIDE)]);
  await site.send(tenantId, [at(tracker, Date.now() - 2_000, INSIDE)]);
  await site.caughtUp();
  const { data } = await site.run('{ visits { nodes { id evidence { position { id } } } } }', { viewer });
  const [personVisit] = await site.postgres.admin<{ id: string }[]>`
    select person_visit_id as id from geofences.person_visits where tenant_id = ${tenantId}`;
  const [event] = await site.postgres.admin<{ id: string }[]>`
    select event_id as id from geofences.geofence_events where tenant_id = ${tenantId}`;
  return {
    place,
    geofence,
    event: event?.id ?? '',
    version: `${geofence}.1`,
    visit: data.visits.nodes[0].id,
    personVisit: personVisit?.id ?? '',
    position: data.visits.nodes[0].evidence[0].position.id,
    tracker,
    person,
    cursor: encodeCursor({ [`visits/${tenantId}/0`]: 0 }),
    eventCursor: encodeCursor({ [`geofence-events/${tenantId}/0`]: 0 }),
  };
}

const nowhere = {
  place: NOWHERE,
  geofence: NOWHERE,
  event: NOWHERE,
  version: `${NOWHERE}.1`,
  visit: NOWHERE,
  personVisit: NOWHERE,
  position: NOWHERE,
  tracker: NOWHERE,
  person: NOWHERE,
  cursor: encodeCursor({ [`visits/${NOWHERE}/0`]: 0 }),
  eventCursor: encodeCursor({ [`geofence-events/${NOWHERE}/0`]: 0 }),
};

/** The last day and the next, as arguments. */
const SPAN = [-1, 1]
  .map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
  .map((instant, index) => `${['from', 'to'][index]}: "${instant}"`)
  .join(', ');

/** Every root field and entity, asked for ids, what changes something last. A test below sees to it that none is missing. */
const QUESTIONS: Readonly<Record<string, string>> = {
  place: 'query Q($place: ID!) { place(id: $place) { name timeZone plan children { id } geofences { id } } }',
  places: '{ places { totalCount nodes { name } } }',
  geofence: 'query Q($geofence: ID!) { geofence(id: $geofence) { name versions { boundary } } }',
  geofences:
    'query Q($place: ID) { geofences { totalCount nodes { name } } a: geofences(placeId: $place) { totalCount nodes { name } } }',
  exportGeofences: 'query Q($place: ID) { exportGeofences(format: GEOJSON, placeId: $place) { text } }',
  repairedGeometry: '{ repairedGeometry(boundary: {}) { problems { code } } }',
  geofenceKindDefaults: '{ geofenceKindDefaults { kind } }',
  visits:
    'query Q($tracker: ID, $geofence: ID) { visits { nodes { id } } a: visits(trackerId: $tracker) { nodes { id } } b: visits(geofenceId: $geofence) { nodes { id } } }',
  geofenceEvents: `query Q($geofence: ID!, $place: ID!, $person: ID!, $tracker: ID!) {
    geofenceEvents { nodes { id person { id } } } a: geofenceEvents(geofenceIds: [$geofence]) { nodes { id } }
    b: geofenceEvents(placeId: $place) { nodes { id } } c: geofenceEvents(personIds: [$person]) { nodes { id } }
    d: geofenceEvents(trackerIds: [$tracker]) { nodes { id } } }`,
  simulateGeofence: `query Q($geofence: ID) { simulateGeofence(input: { geofenceId: $geofence, ${SPAN} }) {
    simulation { fixes visits { nodes { from } } } userErrors { code } } }`,
  suggestedRules: `query Q($geofence: ID!) { suggestedRules(geofenceId: $geofence, ${SPAN}) { fixes explanation } }`,
  explainPosition:
    'query Q($position: ID!, $geofence: ID!) { explainPosition(positionId: $position, geofenceIds: [$geofence]) { flags geofences { says } } }',
  presenceProgress: '{ presenceProgress { waitingSince behindSeconds } }',
  geofencesService: '{ geofencesService { projections { name waitingSince behindSeconds } } }',
  pendingDerivation: '{ pendingDerivation { positions trackers } }',
  Place: entity('Place', 'place', 'name timeZone plan'),
  Geofence: entity('Geofence', 'geofence', 'name'),
  GeofenceVersion: entity('GeofenceVersion', 'version', 'number'),
  Visit: entity('Visit', 'visit', 'from'),
  PersonVisit: entity('PersonVisit', 'personVisit', 'from'),
  GeofenceEvent: entity('GeofenceEvent', 'event', 'kind at tracker { id } visit { id }'),
  Tracker: entity('Tracker', 'tracker', 'currentVisits { id }'),
  Person: entity(
    'Person',
    'person',
    'currentVisits { id } visits(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { id } }',
  ),
  createPlace:
    'mutation Q($place: ID) { createPlace(input: { name: "x", kind: SITE, parentId: $place }) { place { id } userErrors { code } } }',
  updatePlace:
    'mutation Q($place: ID!) { updatePlace(input: { placeId: $place, name: "mine", plan: null }) { place { id } userErrors { code } } }',
  createGeofence:
    'mutation Q($place: ID) { createGeofence(input: { name: "x", kind: GATE, placeId: $place, circle: { latitude: 1, longitude: 1, radiusMeters: 5 } }) { geofence { id } userErrors { code } } }',
  updateGeofence:
    'mutation Q($geofence: ID!, $place: ID) { updateGeofence(input: { geofenceId: $geofence, placeId: $place, name: "mine" }) { geofence { id } userErrors { code } } }',
  importGeofences:
    'mutation Q($place: ID) { importGeofences(input: { format: GEOJSON, kind: GATE, placeId: $place, text: "{\\"type\\":\\"Point\\",\\"coordinates\\":[1,1]}" }) { created { name } userErrors { code } } }',
  archiveGeofence:
    'mutation Q($geofence: ID!) { archiveGeofence(input: { geofenceId: $geofence }) { geofence { id } userErrors { code } } }',
};

/** Every subscription, and which of the ids is a cursor of it. */
const STREAMS: Readonly<Record<string, string>> = { visitChanged: 'cursor', geofenceEvent: 'eventCursor' };

function entity(type: string, id: string, fields: string): string {
  return `query Q($${id}: ID!) { _entities(representations: [{ __typename: "${type}", id: $${id} }]) { ... on ${type} { ${fields} } } }`;
}

async function ask(viewer: Viewer | null, ids: Record<string, string>): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [name, document] of Object.entries(QUESTIONS)) {
    const variables = Object.fromEntries(Object.entries(ids).filter(([id]) => document.includes(`$${id}:`)));
    answers[name] = JSON.stringify(await site.run(document, { viewer, variables }));
  }
  for (const [name, cursor] of Object.entries(STREAMS)) {
    const watched = `subscription W($after: String) { ${name}(after: $after) { cursor } }`;
    const stream = site.geofences.subgraph.subscribe(request(watched, viewer, { after: ids[cursor] }));
    answers[name] = JSON.stringify(((await stream.next()) as { value: SubgraphResult }).value.errors?.[0]?.extensions);
    await stream.return?.();
  }
  return answers;
}

test('asks every root field and every entity of the schema', () => {
  const { schema } = site.geofences.subgraph;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {})).filter((name) => !name.startsWith('_'));
  const entities = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && type.astNode?.directives?.some(({ name }) => name.value === 'key'))
    .map(({ name }) => name);
  const wanted = [...fields, ...entities].filter((name) => name !== 'Asset' && name !== 'Position');
  assert.deepEqual(Object.keys({ ...QUESTIONS, ...STREAMS }).toSorted(), wanted.toSorted());
});

test('gives a viewer of another tenant what it gives for ids that do not exist', async () => {
  const ids = await inhabited(site.tenant());
  const stranger = site.tenant();
  const seen = await ask(stranger, ids);
  assert.deepEqual(seen, await ask(stranger, nowhere));
  assert.ok(!JSON.stringify(seen).includes('Secret'));
});

test('gives the owner something for every one of them', async () => {
  const owner = site.tenant();
  const ids = await inhabited(owner);
  const [mine, nothing] = [await ask(owner, ids), await ask(owner, nowhere)];
  const byId = Object.keys(QUESTIONS).filter((name) => QUESTIONS[name]?.includes('$'));
  for (const name of byId) assert.notEqual(mine[name], nothing[name], name);
});

test('takes no tenant’s tracker for another’s, even where their ids are the same', async () => {
  const trackerId = uuidv7();
  const now = Date.now();
  for (const age of [1_000, 9_000]) {
    const viewer = site.tenant();
    await site.fence(viewer, { boundary: square(10, 20) });
    await site.send(viewer.tenantId, [at(trackerId, now - age, INSIDE)]);
    await site.caughtUp();
    const { data } = await site.run('{ visits { nodes { from } } pendingDerivation { positions } }', { viewer });
    assert.deepEqual(data.visits.nodes, [{ from: new Date(now - age).toISOString() }]);
    assert.equal(data.pendingDerivation.positions, 0);
  }
});

test('refuses whoever is not signed in, or lacks the permission, without a look', async () => {
  const owner = site.tenant();
  const ids = await inhabited(owner);
  const powerless = testViewer(owner.tenantId, ['units:read']);
  for (const [viewer, code] of [
    [null, 'UNAUTHENTICATED'],
    [powerless, 'FORBIDDEN'],
  ] as const) {
    for (const [name, answer] of Object.entries(await ask(viewer, ids))) assert.match(answer, new RegExp(code), name);
  }
  for (const permission of EVERYTHING) {
    const answers = await ask(
      testViewer(
        owner.tenantId,
        EVERYTHING.filter((one) => one !== permission),
      ),
      ids,
    );
    assert.ok(
      Object.values(answers).some((answer) => answer.includes('FORBIDDEN')),
      permission,
    );
  }
});
