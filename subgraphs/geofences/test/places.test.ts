import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { NOWHERE, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const createPlace = (viewer: Viewer, input: Record<string, unknown>) =>
  site.change(viewer, 'createPlace', 'place { id name parent { name } }', { kind: 'SITE', ...input });
test('builds a tree of places with their geofences', async () => {
  const viewer = site.tenant();
  const { place: yard } = await createPlace(viewer, { name: '  Yard ' });
  const { place: hall } = await createPlace(viewer, { name: 'Hall', kind: 'BUILDING', parentId: yard.id });
  assert.deepEqual([yard.name, hall.parent.name], ['Yard', 'Yard']);
  await site.fence(viewer, { name: 'Press', boundary: square(1, 1), placeId: hall.id });
  const { data } = await site.run(
    `query P($id: ID!) { place(id: $id) { children { name kind geofences { name } } geofences { name } }
      places(first: 1) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`,
    { viewer, variables: { id: yard.id } },
  );
  assert.deepEqual(data.place, {
    children: [{ name: 'Hall', kind: 'BUILDING', geofences: [{ name: 'Press' }] }],
    geofences: [],
  });
  assert.deepEqual(
    [data.places.totalCount, data.places.nodes, data.places.pageInfo.hasNextPage],
    [2, [{ name: 'Hall' }], true],
  );
  const next = await site.run('query P($after: String) { places(after: $after) { nodes { name } } }', {
    viewer,
    variables: { after: data.places.pageInfo.endCursor },
  });
  assert.deepEqual(next.data.places.nodes, [{ name: 'Yard' }]);
  const [told] = await site.published(viewer.tenantId, 'geofences');
  assert.deepEqual(
    [told?.type, told?.payload],
    ['place-created', { placeId: yard.id, name: 'Yard', kind: 'SITE', parentId: null, path: [yard.id] }],
  );
  assert.deepEqual(told?.actor, viewer.actor);
});

test('names what is wrong with a place', async () => {
  const viewer = site.tenant();
  const problem = async (input: Record<string, unknown>) => {
    const { place, userErrors } = await createPlace(viewer, input);
    assert.equal(place, null);
    return `${userErrors[0].field.join('.')} ${userErrors[0].code}`;
  };
  await createPlace(viewer, { name: 'Yard' });
  assert.equal(await problem({ name: 'Yard' }), 'input.name NAME_TAKEN');
  assert.equal(await problem({ name: '' }), 'input.name INVALID');
  for (const parentId of [NOWHERE, 'x'])
    assert.equal(await problem({ name: 'Hall', parentId }), 'input.parentId NOT_FOUND');
  let parentId: string | null = null;
  for (let depth = 0; depth < 16; depth += 1)
    parentId = (await createPlace(viewer, { name: `${depth}`, parentId })).place.id;
  assert.equal(await problem({ name: 'Too deep', parentId }), 'input.parentId TOO_DEEP');
});
