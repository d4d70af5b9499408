import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOWHERE, READER, startTimesheets, type TestTimesheets } from './timesheets.ts';

let service: TestTimesheets;
before(async () => void (service = await startTimesheets()));
after(() => service[Symbol.asyncDispose]());

const ROOT = 'query R($id: ID!) { timesheet(personId: $id, weekOf: "2026-11-16") { person { id } workedSeconds } }';
const ENTITIES = `query E($ids: [_Any!]!) { _entities(representations: $ids) { ... on Person {
  id timesheet(weekOf: "2026-11-16") { person { id } } } } }`;

async function seen(viewer: Viewer | null, id: string): Promise<boolean> {
  const { data, errors } = await service.run(ROOT, { viewer, variables: { id } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.timesheet?.person.id === id;
}

test('shows a viewer the people of the granted units, and null for all others', async () => {
  const [tenant, stranger] = [service.tenant(), service.tenant()];
  const [crew, other] = [uuidv7(), uuidv7()];
  const [mine, theirs, nobodys] = [
    await tenant.person({ unitId: crew }),
    await tenant.person({ unitId: other }),
    await tenant.person(),
  ];
  await service.settled();
  const everyone = [mine, theirs, nobodys];
  const seenBy = (viewer: Viewer) => Promise.all(everyone.map((id) => seen(viewer, id)));
  assert.deepEqual(await seenBy(tenant.viewer()), [true, true, true]);
  assert.deepEqual(await seenBy(tenant.viewer([crew])), [true, false, false]);
  assert.deepEqual(await seenBy(tenant.viewer([])), [false, false, false]);
  assert.deepEqual(await seenBy(stranger.viewer()), [false, false, false]);
  assert.deepEqual(await seenBy(stranger.viewer([crew])), [false, false, false]);
  for (const id of [NOWHERE, 'x']) assert.equal(await seen(tenant.viewer(), id), false);
  const representations = everyone.map((id) => ({ __typename: 'Person', id }));
  const { data } = await service.run(ENTITIES, { viewer: tenant.viewer([crew]), variables: { ids: representations } });
  assert.deepEqual(
    data._entities.map(({ timesheet }: any) => timesheet?.person.id ?? null),
    [mine, null, null],
  );
});

test('follows a person to another unit', async () => {
  const tenant = service.tenant();
  const [before, now] = [uuidv7(), uuidv7()];
  const personId = await tenant.person({ unitId: before });
  await tenant.tell('trackers', 'person-changed', { personId, unitId: now, kind: 'CONTRACTOR' });
  await service.settled();
  assert.deepEqual(
    [await seen(tenant.viewer([before]), personId), await seen(tenant.viewer([now]), personId)],
    [false, true],
  );
});

test('needs a viewer who may read timesheets', async () => {
  const tenant = service.tenant();
  const code = async (viewer: Viewer | null, document: string) =>
    (await service.run(document, { viewer, variables: { id: NOWHERE } })).errors?.[0]?.extensions?.['code'];
  const others = testViewer(tenant.tenantId, ['people:read', 'visits:read', 'headcount:read']);
  for (const document of [ROOT, '{ attendanceRules { gapSeconds } }']) {
    assert.equal(await code(null, document), 'UNAUTHENTICATED');
    assert.equal(await code(others, document), 'FORBIDDEN');
    assert.equal(await code(testViewer(tenant.tenantId, READER), document), undefined);
  }
});

test('does not take a person for unknown before everything about people was read', async () => {
  const tenant = service.tenant();
  await using elsewhere = service.elsewhere();
  const personId = await tenant.person();
  // Not started, this process reads nothing; what the other one derives is found all the same.
  await service.settled();
  const { data } = await service.run(ROOT, { viewer: tenant.viewer(), variables: { id: personId }, on: elsewhere });
  assert.equal(data.timesheet?.person.id, personId);
  await service.timesheets.stop();
  const late = await tenant.person();
  const behind = await service.run(ROOT, { viewer: tenant.viewer(), variables: { id: late }, on: elsewhere });
  assert.equal(behind.errors?.[0]?.extensions?.['code'], 'REPLICA_BEHIND');
});
