import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLeases, silentLogger, uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const TRACKER = `tracker { id name identifiers unit { id } connection lastHeardAt createdAt
  person { id name unit { id } trackers { name } } asset { id } assignment { from to person { name } } assignments { id } }`;

const add = (viewer: Viewer, input: Record<string, unknown>) => site.change(viewer, 'addTracker', TRACKER, input);

const rowsOf = async (tenantId: string) => {
  const count = async (table: string) => {
    const [row] = await site.postgres.admin<{ count: number }[]>`
      select count(*) from ${site.postgres.admin(`trackers.${table}`)} where tenant_id = ${tenantId}`;
    return row?.count;
  };
  return Promise.all(['trackers', 'identifiers', 'people', 'assignments'].map(count));
};

test('adds a tracker with its identifier and a new person who carries it from now on', async () => {
  const viewer = site.tenant();
  const unitId = await site.unit(viewer.tenantId);
  const input = { name: ' Phone 7 ', identifier: ' 358-7 ', newPersonName: 'Ada Byron', unitId };
  const { tracker, userErrors } = await add(viewer, input);
  assert.deepEqual(userErrors, []);
  assert.equal(tracker.name, 'Phone 7');
  assert.deepEqual(tracker.identifiers, ['358-7']);
  assert.deepEqual(tracker.unit, { id: unitId });
  assert.deepEqual([tracker.connection, tracker.lastHeardAt, tracker.asset], ['DISCONNECTED', null, null]);
  const { id, ...person } = tracker.person;
  assert.deepEqual(person, { name: 'Ada Byron', unit: { id: unitId }, trackers: [{ name: 'Phone 7' }] });
  const from = new Date(site.clock.now()).toISOString();
  assert.deepEqual(tracker.assignment, { from, to: null, person: { name: 'Ada Byron' } });
  assert.equal(tracker.createdAt, from);

  const published = await site.published(viewer.tenantId);
  const trackerId = tracker.id;
  const [{ id: assignmentId }] = tracker.assignments;
  assert.deepEqual(
    published.map(({ type, payload }) => [type, payload]),
    [
      ['person-created', { personId: id, unitId, kind: 'EMPLOYEE', trade: null, role: null }],
      ['tracker-added', { trackerId, name: 'Phone 7', unitId, identifiers: ['358-7'] }],
      [
        'assignment-started',
        { assignmentId, trackerId, personId: id, assetId: null, from: site.clock.now(), to: null, priority: 0 },
      ],
    ],
  );
  assert.ok(published.every(({ actor_id }) => actor_id === viewer.actor.id));
  assert.ok(!JSON.stringify(published).includes('Byron'));
});

test('gives the tracker to a person who is known', async () => {
  const viewer = site.tenant();
  const personId = await site.createPerson(viewer, { name: 'Ben' });
  const { tracker } = await add(viewer, { name: 'Tag', identifier: 'a', personId });
  assert.equal(tracker.person.id, personId);
  assert.deepEqual(await rowsOf(viewer.tenantId), [1, 1, 1, 1]);
});

test('refuses an identifier that is taken in the tenant and leaves nothing behind', async () => {
  const viewer = site.tenant();
  await site.addTracker(viewer, { identifier: 'imei-1' });
  const again = await add(viewer, { name: 'Second', identifier: 'imei-1', newPersonName: 'Cleo' });
  assert.deepEqual(again, {
    tracker: null,
    userErrors: [{ field: ['input', 'identifier'], code: 'IDENTIFIER_TAKEN' }],
  });
  assert.deepEqual(await rowsOf(viewer.tenantId), [1, 1, 0, 0]);
  assert.equal((await add(viewer, { name: 'Other case', identifier: 'IMEI-1' })).userErrors.length, 0);
  assert.equal((await add(site.tenant(), { name: 'Elsewhere', identifier: 'imei-1' })).userErrors.length, 0);
});

test('gives an identifier to one of many who want it at once', async () => {
  const viewer = site.tenant();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => add(viewer, { name: `Phone ${index}`, identifier: 'wanted' })),
  );
  const codes = answers.map(({ tracker, userErrors }) => (tracker ? 'ADDED' : userErrors[0].code));
  assert.deepEqual(codes.toSorted(), ['ADDED', ...Array.from({ length: 5 }, () => 'IDENTIFIER_TAKEN')]);
  assert.deepEqual(await rowsOf(viewer.tenantId), [1, 1, 0, 0]);
});

test('names what is wrong with the input', async () => {
  const viewer = site.tenant();
  const good = { name: 'Phone', identifier: 'free' };
  const problem = async (input: Record<string, unknown>) => {
    const { tracker, userErrors } = await add(viewer, { ...good, ...input });
    assert.equal(tracker, null);
    return `${userErrors[0].field.join('.')} ${userErrors[0].code}`;
  };
  for (const name of ['', '   ', 'x'.repeat(101), 'a\0b', 'a\nb'])
    assert.equal(await problem({ name }), 'input.name INVALID');
  for (const identifier of ['', 'two words', 'x'.repeat(65), 'a\0b', 'a\u200bb', 'a\tb'])
    assert.equal(await problem({ identifier }), 'input.identifier INVALID');
  assert.equal(await problem({ newPersonName: '' }), 'input.newPersonName INVALID');
  assert.equal(await problem({ personId: NOWHERE, newPersonName: 'Dora' }), 'input.newPersonName BOTH_GIVEN');
  for (const id of [NOWHERE, 'x', 'a\0']) {
    assert.equal(await problem({ personId: id }), 'input.personId NOT_FOUND');
    assert.equal(await problem({ unitId: id }), 'input.unitId NOT_FOUND');
  }
  assert.deepEqual(await rowsOf(viewer.tenantId), [0, 0, 0, 0]);
});

test('keeps identifiers apart that the database alone must judge', async () => {
  const { tenantId } = site.tenant();
  const insert = (identifier: string) =>
    site.others.withTenant(
      tenantId,
      async (tx) =>
        void (await tx.sql`insert into trackers.identifiers values (${tenantId}, ${identifier}, ${NOWHERE}, now())`),
    );
  for (const identifier of ['', 'a b', 'a\u0001', 'x'.repeat(65)]) await assert.rejects(insert(identifier), /check/);
  await assert.rejects(insert('no-tracker'), /foreign key/);
});

test('needs the permission to add people when it adds one', async () => {
  const { tenantId } = site.tenant();
  const viewer = testViewer(tenantId, ['trackers:read', 'trackers:write']);
  assert.deepEqual(await add(viewer, { name: 'Phone', identifier: 'p', newPersonName: 'Eve' }), {
    refused: 'FORBIDDEN',
  });
  assert.equal((await add(viewer, { name: 'Phone', identifier: 'p' })).tracker.name, 'Phone');
});

test('creates people and assets on a unit or on the tenant itself', async () => {
  const viewer = site.tenant();
  const unitId = await site.unit(viewer.tenantId);
  const person = await site.change(viewer, 'createPerson', 'person { name unit { id } }', { name: ' Flo ', unitId });
  assert.deepEqual(person.person, { name: 'Flo', unit: { id: unitId } });
  const asset = await site.change(viewer, 'createAsset', 'asset { id name unit { id } trackers { id } }', {
    name: 'Crane',
  });
  assert.deepEqual([asset.asset.name, asset.asset.unit, asset.asset.trackers], ['Crane', null, []]);
  for (const field of ['createPerson', 'createAsset']) {
    const entity = field.slice(6).toLowerCase();
    const bad = await site.change(viewer, field, `${entity} { id }`, { name: '' });
    assert.deepEqual(bad, { [entity]: null, userErrors: [{ field: ['input', 'name'], code: 'INVALID' }] });
    const unknown = await site.change(viewer, field, `${entity} { id }`, { name: 'x', unitId: NOWHERE });
    assert.deepEqual(unknown, { [entity]: null, userErrors: [{ field: ['input', 'unitId'], code: 'NOT_FOUND' }] });
  }
  const published = await site.published(viewer.tenantId);
  assert.deepEqual(
    published.map(({ type }) => type),
    ['person-created', 'asset-created'],
  );
  assert.deepEqual(published[1]?.payload, { assetId: asset.asset.id, unitId: null });
});

test('calls a unit unknown only when everything tenancy told was read', async () => {
  await using other = await startTrackers();
  await other.trackers.stop();
  // Somebody else derives and never comes to it, so what this process reads stays behind.
  const database = other.postgres.open('trackers');
  await using leases = createLeases(database, silentLogger);
  await leases.refresh('trackers.replica-unit-tree', () => true);
  await using behind = other.elsewhere();
  await behind.start();
  const viewer = testViewer(uuidv7(), EVERYTHING);
  const unitId = await other.unit(viewer.tenantId);
  const document = `mutation { createPerson(input: { name: "Gil", unitId: "${unitId}" }) { person { id } } }`;
  const { errors } = await other.run(document, { viewer, on: behind });
  assert.equal(errors?.[0]?.extensions?.['code'], 'REPLICA_BEHIND');
  await leases.stop();
  assert.ok(await behind.caughtUp(5_000));
  assert.ok((await other.run(document, { viewer, on: behind })).data.createPerson.person.id);
});
