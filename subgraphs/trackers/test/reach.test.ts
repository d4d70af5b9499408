import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

/** A tenant with things on a unit, on another one and on the tenant itself, and a viewer limited to the first unit. */
async function scene() {
  const admin = site.tenant();
  const { tenantId } = admin;
  const [mine, theirs] = [await site.unit(tenantId), await site.unit(tenantId)];
  const things = async (unitId: string | null, name: string) => ({
    person: await site.createPerson(admin, { name, unitId }),
    asset: await site.createAsset(admin, { name, unitId }),
    tracker: await site.addTracker(admin, { name, unitId }),
  });
  const [near, far, own] = [await things(mine, 'near'), await things(theirs, 'far'), await things(null, 'own')];
  return { admin, tenantId, mine, theirs, near, far, own, viewer: testViewer(tenantId, EVERYTHING, { units: [mine] }) };
}

async function assign(viewer: Viewer, input: Record<string, unknown>) {
  return site.change(viewer, 'assignTracker', 'assignment { id }', input);
}

test('lists and counts only what the viewer’s units own', async () => {
  const { viewer, admin } = await scene();
  const document = `{
    trackers { totalCount nodes { name } edges { node { name } } pageInfo { hasNextPage } }
    people { totalCount nodes { name } } assets { totalCount nodes { name } } }`;
  const { data } = await site.run(document, { viewer });
  for (const list of [data.trackers, data.people, data.assets])
    assert.deepEqual([list.totalCount, list.nodes], [1, [{ name: 'near' }]]);
  assert.equal(data.trackers.pageInfo.hasNextPage, false);
  const all = await site.run(document, { viewer: admin });
  assert.deepEqual(
    all.data.people.nodes.map(({ name }: { name: string }) => name),
    ['far', 'near', 'own'],
  );
});

test('pages by name without repeating or missing anything', async () => {
  const admin = site.tenant();
  for (const name of ['b', 'a', 'c', 'a']) await site.addTracker(admin, { name });
  const names: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 4; page += 1) {
    const { data } = await site.run(
      'query Q($after: String) { trackers(first: 1, after: $after) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } totalCount } }',
      { viewer: admin, variables: { after } },
    );
    names.push(data.trackers.edges[0].node.name);
    assert.deepEqual([data.trackers.pageInfo.hasNextPage, data.trackers.totalCount], [page < 3, 4]);
    after = data.trackers.pageInfo.endCursor;
  }
  assert.deepEqual(names, ['a', 'a', 'b', 'c']);
  for (const args of ['first: 501', 'first: 0', 'first: 5, after: "bm90IGEgY3Vyc29y"']) {
    const { errors } = await site.run(`{ trackers(${args}) { totalCount } }`, { viewer: admin });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
  }
});

test('answers ids out of reach like ids that do not exist', async () => {
  const { viewer, admin, far, own, near } = await scene();
  const assignment = (await assign(admin, { trackerId: far.tracker, personId: far.person })).assignment.id;
  const ask = async (id: string) => {
    const read = await site.run(
      `query Q($id: ID!, $keys: [_Any!]!) {
        tracker(id: $id) { name } person(id: $id) { name } asset(id: $id) { name }
        _entities(representations: $keys) { __typename } }`,
      {
        viewer,
        variables: {
          id,
          keys: ['Tracker', 'Person', 'Asset', 'Assignment'].map((type) => ({ __typename: type, id })),
        },
      },
    );
    const written = [
      await assign(viewer, { trackerId: id, personId: near.person }),
      await assign(viewer, { trackerId: near.tracker, personId: id }),
      await assign(viewer, { trackerId: near.tracker, assetId: id }),
      await site.change(viewer, 'endAssignment', 'assignment { id }', { assignmentId: id }),
      await site.change(viewer, 'addTracker', 'tracker { id }', { name: 'x', identifier: 'x', unitId: id }),
      await site.change(viewer, 'createPerson', 'person { id }', { name: 'x', unitId: id }),
      await site.change(viewer, 'createAsset', 'asset { id }', { name: 'x', unitId: id }),
    ];
    return JSON.stringify([read, written]).replaceAll(id, 'ID');
  };
  const nowhere = await ask(NOWHERE);
  assert.match(nowhere, /"tracker":null,"person":null,"asset":null,"_entities":\[null,null,null,null\]/);
  for (const id of [far.tracker, far.person, far.asset, own.tracker, own.person, own.asset, assignment])
    assert.equal(await ask(id), nowhere);
  const { theirs } = await scene();
  assert.equal(await ask(theirs), nowhere);
});

test('hides people, assets and trackers out of reach behind those in reach', async () => {
  const { viewer, admin, near, far } = await scene();
  await assign(admin, { trackerId: near.tracker, personId: far.person });
  await assign(admin, { trackerId: far.tracker, personId: near.person });
  const document = `{ tracker(id: "${near.tracker}") { person { id } assignment { person { id } asset { id } } assignments { person { id } } }
    person(id: "${near.person}") { trackers { id } } }`;
  const { data } = await site.run(document, { viewer });
  assert.deepEqual(data, {
    tracker: { person: null, assignment: { person: null, asset: null }, assignments: [{ person: null }] },
    person: { trackers: [] },
  });
  const all = await site.run(document, { viewer: admin });
  assert.equal(all.data.tracker.person.id, far.person);
  assert.equal(all.data.person.trackers[0].id, far.tracker);
  const noPeople = testViewer(admin.tenantId, ['trackers:read']);
  const { data: without, errors } = await site.run(`{ tracker(id: "${near.tracker}") { person { id } } }`, {
    viewer: noPeople,
  });
  assert.deepEqual([without.tracker.person, errors], [null, undefined]);
});

test('lets change only what the viewer’s units own', async () => {
  const { viewer, tenantId, mine, theirs, near, far } = await scene();
  const add = (input: Record<string, unknown>, by = viewer) =>
    site.change(by, 'addTracker', 'tracker { id }', { name: 'x', identifier: String(Math.random()), ...input });
  assert.deepEqual(await add({ unitId: theirs }), { refused: 'FORBIDDEN' });
  assert.deepEqual(await add({}), { refused: 'FORBIDDEN' });
  assert.deepEqual((await add({ unitId: mine, personId: far.person })).userErrors[0].code, 'NOT_FOUND');
  assert.ok((await add({ unitId: mine, personId: near.person })).tracker.id);
  for (const [field, entity] of [
    ['createPerson', 'person'],
    ['createAsset', 'asset'],
  ] as const) {
    for (const unitId of [theirs, null])
      assert.deepEqual(await site.change(viewer, field, `${entity} { id }`, { name: 'x', unitId }), {
        refused: 'FORBIDDEN',
      });
    assert.ok((await site.change(viewer, field, `${entity} { id }`, { name: 'x', unitId: mine }))[entity].id);
  }
  // Who may see a tracker and not change it is told so.
  const reader: Viewer = {
    ...viewer,
    grants: [...viewer.grants, ...testViewer(tenantId, ['trackers:read']).grants],
  };
  const refused = await assign(reader, { trackerId: far.tracker, personId: near.person });
  assert.deepEqual(refused, { refused: 'FORBIDDEN' });
  const given = (await assign(viewer, { trackerId: near.tracker, personId: near.person })).assignment;
  assert.ok((await site.change(viewer, 'endAssignment', 'assignment { id }', { assignmentId: given.id })).assignment);
});

test('lets who sets what holds erase people of their units, and nobody but for the whole tenant see or release holds', async () => {
  const { tenantId, mine, near, far } = await scene();
  const grant = (permissions: readonly string[], units: readonly string[] | null) =>
    testViewer(tenantId, permissions, { units });
  const erase = (by: Viewer, personId: string) =>
    site.change(by, 'erasePerson', 'person { id }', { personId, reason: 'asked for' });
  const admin = grant([...EVERYTHING, 'settings:write'], null);
  assert.deepEqual(await erase(grant(EVERYTHING, null), near.person), { refused: 'FORBIDDEN' });
  const ofUnit = {
    ...grant(EVERYTHING, null),
    grants: [...grant(EVERYTHING, null).grants, ...grant(['settings:write'], [mine]).grants],
  };
  assert.deepEqual(await erase(ofUnit, far.person), { refused: 'FORBIDDEN' });
  const hold = (by: Viewer, input: object) =>
    site.change(by, 'placeLegalHold', 'hold { id }', { reason: 'court', ...input });
  assert.deepEqual(await hold(ofUnit, {}), { refused: 'FORBIDDEN' });
  const { id: holdId } = (await hold(admin, { personId: near.person })).hold;
  assert.equal((await erase(ofUnit, near.person)).userErrors[0].code, 'LEGAL_HOLD');
  const release = (by: Viewer) => site.change(by, 'releaseLegalHold', 'hold { id }', { holdId });
  assert.deepEqual(await release(ofUnit), { refused: 'FORBIDDEN' });
  const listed = await site.run('{ legalHolds { nodes { id } } }', { viewer: ofUnit });
  assert.equal(listed.errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
  assert.ok((await release(admin)).hold);
  assert.equal((await erase(ofUnit, near.person)).person.id, near.person);
});
