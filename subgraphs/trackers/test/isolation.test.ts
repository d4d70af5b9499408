import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';
import { getNamedType, isInputObjectType, type GraphQLField } from 'graphql';

import { NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

/** One of everything that has an id. */
async function belongings(viewer: Viewer) {
  const unitId = await site.unit(viewer.tenantId);
  const personId = await site.createPerson(viewer, { name: 'MARKER person', unitId });
  const assetId = await site.createAsset(viewer, { name: 'MARKER asset', unitId });
  const trackerId = await site.addTracker(viewer, { name: 'MARKER tracker', identifier: 'MARKER', unitId, personId });
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { assignment { id } } }`, { viewer });
  return { unitId, personId, assetId, trackerId, assignmentId: data.tracker.assignment.id as string };
}

test('keeps every table of trackers apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'trackers'), []);
});

test('gives a viewer of another tenant the same answer for its ids as for ids that do not exist', async () => {
  const ours = site.tenant();
  const ids = await belongings(ours);
  const stranger = site.tenant();
  const own = await belongings(stranger);
  const inputs: Record<string, Record<string, string | number>> = {
    addTracker: { name: 'x', identifier: 'x' },
    createPerson: { name: 'x' },
    createAsset: { name: 'x' },
    assignTracker: { trackerId: own.trackerId, personId: own.personId },
    endAssignment: { assignmentId: own.assignmentId },
    setAssignmentPriority: { assignmentId: own.assignmentId, priority: 1 },
    updatePerson: { personId: own.personId },
    updateAsset: { assetId: own.assetId },
    updateTracker: { trackerId: own.trackerId },
    placeLegalHold: { reason: 'x' },
    erasePerson: { reason: 'x' },
    setPersonImage: {},
    setAssetImage: {},
  };
  const asked = new Set<string>();
  const ask = async (id: string) => {
    const answers: unknown[] = [];
    for (const [type, field] of rootFields()) {
      const [arg] = field.args;
      if (arg?.name === 'id') {
        answers.push(
          await site.run(`query Q($id: ID!) { ${field.name}(id: $id) { __typename name } }`, {
            viewer: stranger,
            variables: { id },
          }),
        );
        asked.add(field.name);
      }
      const input = arg && getNamedType(arg.type);
      if (type !== 'Mutation' || !isInputObjectType(input)) continue;
      for (const key of Object.values(input.getFields())) {
        if (getNamedType(key.type).name !== 'ID') continue;
        const changes = { ...inputs[field.name], [key.name]: id };
        if (key.name === 'assetId') delete changes['personId'];
        const payload = await site.change(stranger, field.name, '__typename', changes);
        // Nothing is made by any of these calls: an id that stands for nothing is refused.
        assert.notDeepEqual(payload.userErrors, [], `${field.name} took ${key.name}`);
        answers.push(payload);
        asked.add(`${field.name}.${key.name}`);
      }
    }
    const keys = ['Tracker', 'Person', 'Asset', 'Assignment'].map((type) => ({ __typename: type, id }));
    answers.push(
      await site.run('query Q($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }', {
        viewer: stranger,
        variables: { keys },
      }),
    );
    return JSON.stringify(answers).replaceAll(id, 'ID');
  };
  const nowhere = await ask(NOWHERE);
  for (const id of Object.values(ids)) assert.equal(await ask(id), nowhere);
  assert.deepEqual([...asked].toSorted(), [
    'addTracker.assetId',
    'addTracker.personId',
    'addTracker.unitId',
    'asset',
    'assignTracker.assetId',
    'assignTracker.personId',
    'assignTracker.trackerId',
    'createAsset.unitId',
    'createPerson.unitId',
    'endAssignment.assignmentId',
    'erasePerson.personId',
    'person',
    'placeLegalHold.personId',
    'placeLegalHold.trackerId',
    'releaseLegalHold.holdId',
    'setAssetImage.assetId',
    'setAssignmentPriority.assignmentId',
    'setPersonImage.personId',
    'tracker',
    'updateAsset.assetId',
    'updateAsset.unitId',
    'updatePerson.personId',
    'updatePerson.unitId',
    'updateTracker.trackerId',
    'updateTracker.unitId',
  ]);
});

test('lists nothing of another tenant', async () => {
  await belongings(site.tenant());
  const document = `{ trackers { totalCount nodes { name } } people { totalCount nodes { name } }
    assets { totalCount nodes { name } } }`;
  const { data } = await site.run(document, { viewer: site.tenant() });
  assert.deepEqual(
    Object.values(data).map((list) => (list as { totalCount: number }).totalCount),
    [0, 0, 0],
  );
  assert.ok(!JSON.stringify(data).includes('MARKER'));
});

function rootFields(): [string, GraphQLField<unknown, unknown>][] {
  const { schema } = site.trackers.subgraph;
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field): [string, GraphQLField<unknown, unknown>] => [
      type?.name ?? '',
      field,
    ]),
  );
}
