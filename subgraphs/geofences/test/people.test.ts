import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { at, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const OUTSIDE = { latitude: 10.02, longitude: 20.005 };

const CURRENT = `query C($id: ID!, $asOf: DateTime) { _entities(representations: [{ __typename: "Person", id: $id }]) {
  ... on Person { currentVisits(asOf: $asOf) { id person { id } geofence { id } visit { id tracker { id } } from to stalePhases { from } knownAt } } } }`;

async function visitsOfPerson(viewer: Viewer, id: string, minute: number) {
  const asOf = new Date(T + minute * MINUTE).toISOString();
  const { data, errors } = await site.run(CURRENT, { viewer, variables: { id, asOf } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data._entities[0].currentVisits;
}

const spans = (visits: { from: string; to: string | null }[]) =>
  visits.map(({ from, to }) => [from, to].map((instant) => instant && (Date.parse(instant) - T) / MINUTE));

interface Assigned {
  assignmentId: string;
  trackerId: string;
  personId: string | null;
  from: number;
  to?: number | null;
}

const assign = (tenantId: string, type: string, { from, to = null, ...assignment }: Assigned) =>
  site.tell(tenantId, type, {
    assetId: null,
    ...assignment,
    from: T + from * MINUTE,
    to: to === null ? null : T + to * MINUTE,
  });

const walk = (viewer: Viewer, trackerId: string) =>
  site.send(viewer.tenantId, [at(trackerId, T + MINUTE, INSIDE), at(trackerId, T + 9 * MINUTE, OUTSIDE)]);

test('gives people the visits of the trackers they carried, in whichever order they come to be known', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const known: unknown[] = [];
  for (const order of ['assignment first', 'visit first']) {
    const [trackerId, personId, assignmentId] = [uuidv7(), uuidv7(), uuidv7()];
    const assigned = { assignmentId, trackerId, personId, from: 3 };
    if (order === 'assignment first') await assign(viewer.tenantId, 'assignment-started', assigned);
    await site.caughtUp();
    await walk(viewer, trackerId);
    await site.caughtUp();
    if (order === 'visit first') await assign(viewer.tenantId, 'assignment-started', assigned);
    await site.caughtUp();
    const visits = await visitsOfPerson(viewer, personId, 5);
    assert.deepEqual(spans(visits), [[3, 9]], order);
    assert.deepEqual(
      [visits[0].geofence.id, visits[0].visit.tracker.id, visits[0].person.id],
      [geofenceId, trackerId, personId],
    );
    assert.deepEqual([await visitsOfPerson(viewer, personId, 2), await visitsOfPerson(viewer, personId, 9)], [[], []]);
    known.push(spans(visits));
  }
  assert.deepEqual(known[0], known[1]);
});

test('gives people visits that last, and visits of no length, when the assignment becomes known after them', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const [trackerId, personId] = [uuidv7(), uuidv7()];
  const passing = [INSIDE, OUTSIDE].map((place) => at(trackerId, T + 3 * MINUTE, place));
  const inOrder = passing.toSorted((a, b) => (a.dedupe < b.dedupe ? -1 : 1));
  await site.send(viewer.tenantId, [...inOrder, at(trackerId, T + 9 * MINUTE, INSIDE)]);
  await site.caughtUp();
  await assign(viewer.tenantId, 'assignment-started', { assignmentId: uuidv7(), trackerId, personId, from: 3 });
  await site.caughtUp();
  assert.deepEqual(spans(await visitsOfPerson(viewer, personId, 20)), [[9, null]]);
  const told = (await site.published(viewer.tenantId, 'person-visits')).map(({ payload }: any) =>
    [payload.from, payload.to].map((instant) => instant && (instant - T) / MINUTE),
  );
  assert.deepEqual(told.toSorted(), [
    [3, 3],
    [9, null],
  ]);
});

test('corrects people’s visits when an assignment is changed later, and keeps their ids', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const [trackerId, ada, ben, first, second] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await assign(viewer.tenantId, 'assignment-started', { assignmentId: first, trackerId, personId: ada, from: 0 });
  await site.caughtUp(); // told of before the visit, or the visit would be told of only when it is over
  await walk(viewer, trackerId);
  await site.caughtUp();
  const [before] = await visitsOfPerson(viewer, ada, 2);
  assert.deepEqual(spans([before]), [[1, 9]]);
  await assign(viewer.tenantId, 'assignment-ended', { assignmentId: first, trackerId, personId: ada, from: 0, to: 4 });
  await assign(viewer.tenantId, 'assignment-started', { assignmentId: second, trackerId, personId: ben, from: 4 });
  await site.caughtUp();
  const [corrected] = await visitsOfPerson(viewer, ada, 2);
  assert.deepEqual([corrected.id, spans([corrected])], [before.id, [[1, 4]]]);
  assert.deepEqual(spans(await visitsOfPerson(viewer, ben, 5)), [[4, 9]]);
  await assign(viewer.tenantId, 'assignment-changed', {
    assignmentId: first,
    trackerId,
    personId: ada,
    from: 0,
    to: 0,
  });
  await site.caughtUp();
  assert.deepEqual(await visitsOfPerson(viewer, ada, 2), []);
  const { data } = await site.run(
    `query E($id: ID!) { _entities(representations: [{ __typename: "PersonVisit", id: $id }]) { ... on PersonVisit { from } } }`,
    { viewer, variables: { id: before.id } },
  );
  assert.deepEqual(data._entities, [null]);
  const told = (await site.published(viewer.tenantId, 'person-visits')).map(({ payload }: any) => [
    payload.personId === ada ? 'ada' : 'ben',
    (payload.from - T) / MINUTE,
    payload.to && (payload.to - T) / MINUTE,
    payload.retracted,
  ]);
  assert.deepEqual(told, [
    ['ada', 1, null, false],
    ['ada', 1, 9, false],
    ['ada', 1, 4, false],
    ['ben', 4, 9, false],
    ['ada', 1, 4, true],
  ]);
});

test('appends assignments to the topic of visits and says what they follow from', async () => {
  const viewer = site.tenant();
  const assigned = { assignmentId: uuidv7(), trackerId: uuidv7(), personId: uuidv7(), from: 1 };
  await assign(viewer.tenantId, 'assignment-started', assigned);
  await site.caughtUp();
  const [cause] = await site.published(viewer.tenantId, 'trackers');
  const [entry] = await site.published(viewer.tenantId, 'visits');
  assert.deepEqual([entry?.type, entry?.causedBy], ['assignment-changed', cause?.id]);
  assert.deepEqual(entry?.payload, { ...assigned, assetId: null, from: T + MINUTE, to: null, priority: 0 });
});

test('gives nobody the visits of a tracker that an asset carries', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  await assign(viewer.tenantId, 'assignment-started', { assignmentId: uuidv7(), trackerId, personId: null, from: 0 });
  await walk(viewer, trackerId);
  await site.caughtUp();
  assert.deepEqual(await site.published(viewer.tenantId, 'person-visits'), []);
});

test('shows a viewer of one unit only that unit’s people', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const unit = uuidv7();
  const people = [uuidv7(), uuidv7()];
  for (const [index, personId] of people.entries()) {
    const trackerId = uuidv7();
    await site.tell(viewer.tenantId, 'person-created', { personId, unitId: index ? null : unit });
    await assign(viewer.tenantId, 'assignment-started', { assignmentId: uuidv7(), trackerId, personId, from: 0 });
    await walk(viewer, trackerId);
  }
  await site.caughtUp();
  const limited = { ...site.tenant([unit]), tenantId: viewer.tenantId };
  const seen = await Promise.all(people.map((id) => visitsOfPerson(limited, id, 5)));
  assert.deepEqual(
    seen.map(({ length }) => length),
    [1, 0],
  );
  const [hidden] = await visitsOfPerson(viewer, people[1] ?? '', 5);
  const { data } = await site.run(
    `query E($id: ID!) { _entities(representations: [{ __typename: "PersonVisit", id: $id }]) { ... on PersonVisit { from } } }`,
    { viewer: limited, variables: { id: hidden.id } },
  );
  assert.deepEqual(data._entities, [null]);
});

const LISTED = `query L($ids: [_Any!]!, $from: DateTime!, $to: DateTime!, $first: Int, $after: String) {
  _entities(representations: $ids) { ... on Person { visits(from: $from, to: $to, first: $first, after: $after) {
    nodes { from to } pageInfo { hasNextPage endCursor } } } } }`;

test('lists the visits of people in a time, latest first, page by page', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const people = [uuidv7(), uuidv7()];
  for (const [index, personId] of people.entries()) {
    const trackerId = uuidv7();
    await assign(viewer.tenantId, 'assignment-started', { assignmentId: uuidv7(), trackerId, personId, from: 0 });
    for (const minute of [10, 20, 30]) {
      await site.send(viewer.tenantId, [at(trackerId, T + (minute + index) * MINUTE, INSIDE)]);
      await site.send(viewer.tenantId, [at(trackerId, T + (minute + index + 5) * MINUTE, OUTSIDE)]);
    }
  }
  await site.caughtUp();
  const list = async (changes: { from?: number; to?: number; first?: number; after?: string; ids?: string[] }) => {
    const { from = 0, to = 60, first = 50, after = null, ids = people } = changes;
    const [start, end] = [from, to].map((minute) => new Date(T + minute * MINUTE).toISOString());
    const representations = ids.map((id) => ({ __typename: 'Person', id }));
    const variables = { ids: representations, from: start, to: end, first, after };
    const { data, errors } = await site.run(LISTED, { viewer, variables });
    return errors?.[0]?.extensions?.['field'] ?? data._entities.map(({ visits }: any) => visits);
  };
  const times = async (changes: Parameters<typeof list>[0]) =>
    (await list(changes)).map(({ nodes }: any) => spans(nodes).map((span) => span.join('-')));
  assert.deepEqual(await times({}), [
    ['30-35', '20-25', '10-15'],
    ['31-36', '21-26', '11-16'],
  ]);
  assert.deepEqual(await times({ from: 15, to: 30 }), [['20-25'], ['21-26', '11-16']]);
  const [page] = await list({ first: 2, ids: people.slice(0, 1) });
  assert.equal(page.pageInfo.hasNextPage, true);
  const after = page.pageInfo.endCursor;
  assert.deepEqual(await times({ first: 2, after, ids: people.slice(0, 1) }), [['10-15']]);
  assert.deepEqual(await times({ ids: [uuidv7(), 'x'] }), [[], []]);
  assert.equal(await list({ from: 9, to: 9 }), 'to');
  assert.equal(await list({ first: 501 }), 'first');
  assert.equal(await list({ after: 'x' }), 'after');
});

test('tells of an assignment, and of how far a tracker has come, behind what follows from it', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const [trackerId, personId, assignmentId] = [uuidv7(), uuidv7(), uuidv7()];
  await walk(viewer, trackerId);
  await site.caughtUp();
  await assign(viewer.tenantId, 'assignment-started', { assignmentId, trackerId, personId, from: 0 });
  await site.caughtUp();
  // One upload, as of a phone that was offline: it comes in and goes out again before the last step it passes.
  await site.send(viewer.tenantId, [
    at(trackerId, T + 16 * MINUTE, INSIDE),
    at(trackerId, T + 40 * MINUTE, OUTSIDE),
    at(trackerId, T + 41 * MINUTE, OUTSIDE),
  ]);
  await site.caughtUp();
  const told = (await site.log(viewer.tenantId, 'person-visits')).map(({ type, payload }: any) => {
    const [reached] = payload.trackers ?? [];
    return reached ? [type, (reached.reachedAt - T) / MINUTE] : [type, payload.to && (payload.to - T) / MINUTE];
  });
  assert.deepEqual(told, [
    ['trackers-reached', 0],
    ['person-visit-changed', 9],
    ['assignment-changed', null],
    ['person-visit-changed', null],
    ['person-visit-changed', 40],
    ['trackers-reached', 30],
  ]);
});

test('lets another tracker of a person speak once one has been silent for too long, and tells of it in time', async () => {
  await using other = await startGeofences();
  const viewer = other.tenant();
  const { tenantId } = viewer;
  const [yard, hall] = [
    await other.fence(viewer, { boundary: square(10, 20) }),
    await other.fence(viewer, { name: 'Hall', boundary: square(30, 40) }),
  ];
  const [one, two, personId] = [uuidv7(), uuidv7(), uuidv7()];
  const start = Date.now() - MINUTE;
  const tell = (type: string, payload: Record<string, unknown>) =>
    other.others.withTenant(tenantId, async (tx) => tx.publish({ topic: 'visits', subject: tenantId, type, payload }));
  for (const [trackerId, geofenceId, priority] of [
    [one, yard, 1],
    [two, hall, 0],
  ] as const) {
    const assignment = { assignmentId: uuidv7(), trackerId, personId, assetId: null, from: start, to: null, priority };
    await tell('assignment-changed', assignment);
    const visit = { visitId: uuidv7(), trackerId, geofenceId, from: start, to: null, stale: [] };
    await tell('visit-changed', { ...visit, revision: 0, kind: 'ENTERED' });
  }
  const silence = { from: start, to: null, off: false };
  await tell('coverage-changed', { trackerId: one, from: start, to: null, silences: [silence] });
  await other.caughtUp();
  const told = async () =>
    (await other.published(tenantId, 'person-visits')).map(({ payload: { geofenceId, from, to } }: any) => [
      geofenceId === yard ? 'yard' : 'hall',
      from - start,
      to && to - start,
    ]);
  assert.deepEqual(await told(), [['yard', 0, null]]);
  // The log's own clock is the server's: silence is known as far as that goes, so nothing is told ahead of it.
  const { admin } = other.postgres;
  await admin`update log.heads set last_at = ${start + 5 * MINUTE + 1} where topic = 'visits' and tenant_id = ${tenantId}`;
  other.skew(5 * MINUTE);
  for (let tries = 0; tries < 200 && (await told()).length < 3; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual((await told()).slice(1).toSorted(), [
    ['hall', 5 * MINUTE + 1, null],
    ['yard', 0, 5 * MINUTE + 1],
  ]);
  const log = await other.log(tenantId, 'visits');
  assert.deepEqual(log.at(-1)?.payload, { deadline: start + 5 * MINUTE + 1 });
});
