import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const START = Date.parse('2030-01-01T08:00:00.000Z');
const HOUR = 3_600_000;
beforeEach(() => site.clock.set(START));

const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const assign = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'assignTracker', 'assignment { id from to tracker { id } person { id } asset { id } }', input);
const end = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'endAssignment', 'assignment { from to }', input);

async function scene() {
  const viewer = site.tenant();
  const [ada, ben] = [await site.createPerson(viewer), await site.createPerson(viewer, { name: 'Ben' })];
  return { viewer, ada, ben, crane: await site.createAsset(viewer), trackerId: await site.addTracker(viewer) };
}

async function intervals(viewer: Viewer, trackerId: string) {
  const { data } = await site.run('query Q($id: ID!) { tracker(id: $id) { assignments { from to } } }', {
    viewer,
    variables: { id: trackerId },
  });
  return data.tracker.assignments.map(({ from, to }: { from: string; to: string | null }) => [from, to]);
}

test('hands a tracker over without gap or overlap', async () => {
  const { viewer, ada, crane, trackerId } = await scene();
  const first = await assign(viewer, { trackerId, personId: ada });
  assert.deepEqual([first.assignment.person.id, first.assignment.asset, first.assignment.to], [ada, null, null]);
  site.clock.advance(HOUR);
  const second = await assign(viewer, { trackerId, assetId: crane });
  assert.deepEqual([second.assignment.asset.id, second.assignment.tracker.id], [crane, trackerId]);
  assert.deepEqual(await intervals(viewer, trackerId), [
    [at(1), null],
    [at(0), at(1)],
  ]);
  const published = (await site.published(viewer.tenantId)).filter(({ type }) => type.startsWith('assignment'));
  const given = { trackerId, personId: ada, assetId: null, from: START, priority: 0 };
  assert.deepEqual(
    published.map(({ type, payload: { assignmentId: _id, ...rest } }) => [type, rest]),
    [
      ['assignment-started', { ...given, to: null }],
      ['assignment-ended', { ...given, to: START + HOUR }],
      ['assignment-started', { ...given, personId: null, assetId: crane, from: START + HOUR, to: null }],
    ],
  );
  assert.equal(published[0]?.payload['assignmentId'], published[1]?.payload['assignmentId']);
});

test('replaces an assignment that begins at the same instant: the old one never held', async () => {
  const { viewer, ada, ben, trackerId } = await scene();
  await assign(viewer, { trackerId, personId: ada });
  await assign(viewer, { trackerId, personId: ben });
  assert.deepEqual(
    (await intervals(viewer, trackerId)).toSorted(),
    [
      [at(0), at(0)],
      [at(0), null],
    ].toSorted(),
  );
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { person { id } } }`, { viewer });
  assert.equal(data.tracker.person.id, ben);
});

test('tells which of several trackers of a person comes first', async () => {
  const { viewer, ada, trackerId } = await scene();
  for (const priority of [-101, 101]) {
    const { userErrors } = await assign(viewer, { trackerId, personId: ada, priority });
    assert.deepEqual(userErrors[0]?.field, ['input', 'priority'], String(priority));
  }
  const { assignment } = await site.change(viewer, 'assignTracker', 'assignment { id priority }', {
    trackerId,
    personId: ada,
    priority: 100,
  });
  assert.equal(assignment.priority, 100);
  site.clock.advance(HOUR);
  await end(viewer, { assignmentId: assignment.id });
  const published = (await site.published(viewer.tenantId)).filter(({ type }) => type.startsWith('assignment'));
  assert.deepEqual(
    published.map(({ type, payload }) => [type, payload['priority']]),
    [
      ['assignment-started', 100],
      ['assignment-ended', 100],
    ],
  );
});

test('refuses what overlaps another assignment of the tracker', async () => {
  const { viewer, ada, ben, trackerId } = await scene();
  await assign(viewer, { trackerId, personId: ada, from: at(2), to: at(4) });
  for (const [from, to] of [[3], [1], [1, 3], [2, 4], [3, 9]] as const) {
    const answer = await assign(viewer, {
      trackerId,
      personId: ben,
      from: at(from),
      to: to === undefined ? null : at(to),
    });
    assert.deepEqual(answer, {
      assignment: null,
      userErrors: [{ field: ['input', 'from'], code: 'ASSIGNMENT_OVERLAPS' }],
    });
  }
  for (const [from, to] of [
    [1, 2],
    [4, 5],
  ] as const) {
    const answer = await assign(viewer, { trackerId, personId: ben, from: at(from), to: at(to) });
    assert.deepEqual(answer.userErrors, []);
  }
  assert.equal((await intervals(viewer, trackerId)).length, 3);
});

test('asks for one carrier and an interval that holds', async () => {
  const { viewer, ada, crane, trackerId } = await scene();
  const problem = async (input: Record<string, unknown>) => {
    const { assignment, userErrors } = await assign(viewer, { trackerId, ...input });
    assert.equal(assignment, null);
    return `${userErrors[0].field.join('.')} ${userErrors[0].code}`;
  };
  assert.equal(await problem({ personId: ada, assetId: crane }), 'input.assetId BOTH_GIVEN');
  assert.equal(await problem({}), 'input.personId NONE_GIVEN');
  assert.equal(await problem({ personId: ada, from: at(1), to: at(1) }), 'input.to INVALID');
  assert.equal(await problem({ personId: ada, to: at(-1) }), 'input.to INVALID');
  assert.equal(await problem({ personId: ada, from: '0000-01-01T00:00:00Z' }), 'input.from INVALID');
  assert.equal(await problem({ personId: ada, to: '9999-12-31T23:59:59-14:00' }), 'input.to INVALID');
  for (const id of [NOWHERE, 'x']) {
    assert.equal(await problem({ personId: id }), 'input.personId NOT_FOUND');
    assert.equal(await problem({ assetId: id }), 'input.assetId NOT_FOUND');
    assert.equal(await problem({ personId: ada, trackerId: id }), 'input.trackerId NOT_FOUND');
  }
  assert.deepEqual(await intervals(viewer, trackerId), []);
});

test('lets one of many hand-overs at once win at a time', async () => {
  const { viewer, ada, ben, trackerId } = await scene();
  const answers = await Promise.all(
    [ada, ben, ada, ben, ada, ben].map((personId, index) => assign(viewer, { trackerId, personId, from: at(index) })),
  );
  const refused = answers.filter(({ assignment }) => !assignment);
  assert.ok(refused.every(({ userErrors }) => userErrors[0].code === 'ASSIGNMENT_OVERLAPS'));
  const lasting = (await intervals(viewer, trackerId)).filter(([, to]: [string, string | null]) => to === null);
  assert.equal(lasting.length, 1);
});

test('is stopped by the database where two carriers would hold a tracker', async () => {
  const { viewer, ada, ben, trackerId } = await scene();
  const { tenantId } = viewer;
  const insert = (personId: string | null, [from, to]: [number, number | null], id = NOWHERE) =>
    site.others.withTenant(
      tenantId,
      async (tx) =>
        void (await tx.sql`insert into trackers.assignments values
          (${tenantId}, ${id}, ${trackerId}, ${personId}, null, ${START + from * HOUR}, ${to === null ? null : START + to * HOUR})`),
    );
  await assign(viewer, { trackerId, personId: ada, from: at(1), to: at(2) });
  await assert.rejects(insert(ben, [1, 3]), /no_two_carriers/);
  await assert.rejects(insert(ben, [0, null]), /no_two_carriers/);
  await assert.rejects(insert(ben, [3, 2]), /check/);
  await assert.rejects(insert(null, [3, 4]), /check/);
  await assert.rejects(insert(NOWHERE, [3, 4]), /foreign key/);
  await insert(ben, [2, 3]);
});

test('shows who carries a tracker now by the clock, from the first instant until the end', async () => {
  const { viewer, ada, trackerId } = await scene();
  await assign(viewer, { trackerId, personId: ada, from: at(1), to: at(2) });
  const carried = async (hours: number) => {
    site.clock.set(START + hours * HOUR);
    const document = `{ tracker(id: "${trackerId}") { assignment { id } person { id } asset { id } }
      person(id: "${ada}") { trackers { id } } }`;
    const { data } = await site.run(document, { viewer });
    const held = Boolean(data.tracker.assignment);
    assert.deepEqual([data.tracker.person?.id, data.person.trackers.length], held ? [ada, 1] : [undefined, 0]);
    assert.equal(data.tracker.asset, null);
    return held;
  };
  assert.deepEqual(
    [await carried(0.999), await carried(1), await carried(1.999), await carried(2)],
    [false, true, true, false],
  );
});

test('ends an assignment now, then, or where it began, and never later than it ended', async () => {
  const { viewer, ada, trackerId } = await scene();
  const { assignment } = await assign(viewer, { trackerId, personId: ada });
  const assignmentId = assignment.id;
  site.clock.advance(2 * HOUR);
  const problem = async (input: Record<string, unknown>) => (await end(viewer, input)).userErrors[0]?.code;
  assert.equal(await problem({ assignmentId, at: at(-1) }), 'INVALID');
  assert.equal(await problem({ assignmentId, at: '0001-01-01T00:00:00Z' }), 'INVALID');
  assert.equal(await problem({ assignmentId: NOWHERE }), 'NOT_FOUND');
  assert.equal(await problem({ assignmentId: 'x' }), 'NOT_FOUND');
  assert.deepEqual((await end(viewer, { assignmentId })).assignment, { from: at(0), to: at(2) });
  assert.equal(await problem({ assignmentId, at: at(3) }), 'ALREADY_ENDED');
  assert.deepEqual((await end(viewer, { assignmentId, at: at(0) })).assignment, { from: at(0), to: at(0) });
  assert.deepEqual(
    (await site.published(viewer.tenantId)).slice(-2).map(({ type, payload }) => [type, payload['to']]),
    [
      ['assignment-ended', START + 2 * HOUR],
      ['assignment-changed', START],
    ],
  );
});

const prioritise = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'setAssignmentPriority', 'assignment { id priority from to }', input);

test('gives an assignment another priority and tells of it, but not of what it has already', async () => {
  const { viewer, ada, trackerId } = await scene();
  const { assignment } = await assign(viewer, { trackerId, personId: ada });
  const { id: assignmentId } = assignment;
  site.clock.advance(HOUR);
  for (const priority of [7, 7]) {
    const changed = await prioritise(viewer, { assignmentId, priority });
    assert.deepEqual(changed, { assignment: { id: assignmentId, priority: 7, from: at(0), to: null }, userErrors: [] });
  }
  const told = (await site.published(viewer.tenantId)).filter(({ type }) => type === 'assignment-changed');
  const payload = { assignmentId, trackerId, personId: ada, assetId: null, from: START, to: null, priority: 7 };
  assert.deepEqual(
    told.map(({ payload: said, actor_id: by }) => [said, by]),
    [[payload, viewer.actor.id]],
  );
  await end(viewer, { assignmentId, at: at(1) });
  assert.equal((await prioritise(viewer, { assignmentId, priority: -100 })).assignment.to, at(1));
});

test('refuses priorities out of range, and assignments that one may not see or change', async () => {
  const { viewer, ada, trackerId } = await scene();
  const { assignment } = await assign(viewer, { trackerId, personId: ada });
  const problems = async (by: Viewer, input: Record<string, unknown>) =>
    (await prioritise(by, { assignmentId: assignment.id, priority: 1, ...input })).userErrors.map(
      ({ field, code }: { field: string[]; code: string }) => `${field.join('.')} ${code}`,
    );
  for (const priority of [-101, 101])
    assert.deepEqual(await problems(viewer, { priority }), ['input.priority INVALID']);
  for (const assignmentId of [NOWHERE, 'x']) {
    assert.deepEqual(await problems(viewer, { assignmentId }), ['input.assignmentId NOT_FOUND']);
  }
  assert.deepEqual(await problems(site.tenant(), {}), ['input.assignmentId NOT_FOUND']);
});
