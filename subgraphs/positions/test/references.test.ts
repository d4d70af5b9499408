import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const RESOLVE =
  'query Q($keys: [_Any!]!) { _entities(representations: $keys) { ... on Position { id latitude tracker { id } } } }';

test('answers many positions by key at once, in the order they were asked for, with null for unknown ones', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const unitId = '01900000-0000-7000-8000-0000000000b1';
  const [near, far] = [await tracker('near', unitId), await tracker('far')];
  await post(door, [fix('near', 0), fix('near', 1), fix('far', 0), fix('near', 1, { latitude: 10 })]);
  const idsOf = async (trackerId: string) => {
    const document = `query Q($keys: [_Any!]!) { _entities(representations: $keys) { ... on Tracker {
      positions(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { id } } } } }`;
    const keys = [{ __typename: 'Tracker', id: trackerId }];
    const { data } = await site.run(document, { viewer: viewer(), variables: { keys } });
    return data._entities[0].positions.nodes.map(({ id }: { id: string }) => id) as string[];
  };
  const [mine, theirs] = [await idsOf(near), await idsOf(far)];
  assert.deepEqual([mine.length, theirs.length], [3, 1]);
  const asked = [mine[2], '_'.repeat(40), theirs[0], 'x', mine[0], mine[1]];
  const resolve = async (units: readonly string[] | null) => {
    const keys = asked.map((id) => ({ __typename: 'Position', id }));
    const { data } = await site.run(RESOLVE, { viewer: viewer(units), variables: { keys } });
    return data._entities.map((one: { id: string } | null) => one && one.id);
  };
  assert.deepEqual(await resolve(null), [mine[2], null, theirs[0], null, mine[0], mine[1]]);
  assert.deepEqual(await resolve([unitId]), [mine[2], null, null, null, mine[0], mine[1]]);
});
