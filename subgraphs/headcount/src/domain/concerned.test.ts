import assert from 'node:assert/strict';
import { test } from 'node:test';

import { concernedBy } from './concerned.ts';
import { createPlaceTree } from './place-tree.ts';

const tree = createPlaceTree(
  new Map([
    ['press', { placeId: 'hall' }],
    ['yard', { placeId: 'site' }],
    ['new', { placeId: 'hall' }],
  ]),
  new Map([
    ['site', { path: ['site'] }],
    ['hall', { path: ['site', 'hall'] }],
  ]),
);
const quiet = { movements: [], zoneIds: [], placeIds: [], tree };

test('names the zone of a movement once, with its place and all above', () => {
  const movements = [
    { zoneId: 'press', unitId: null },
    { zoneId: 'press', unitId: 'crew' },
  ];
  assert.deepEqual(concernedBy({ ...quiet, movements }, 'all'), { zoneIds: ['press'], placeIds: ['hall', 'site'] });
  assert.deepEqual(concernedBy(quiet, 'all'), { zoneIds: [], placeIds: [] });
});

test('names zones and places that were told of, to everybody', () => {
  const change = { ...quiet, zoneIds: ['new'], placeIds: ['annex'] };
  for (const reach of ['all', []] as const) {
    assert.deepEqual(concernedBy(change, reach), { zoneIds: ['new'], placeIds: ['annex', 'hall', 'site'] });
  }
});

test('tells a viewer of units only of people in them, and of people nobody has told of yet', () => {
  const movements = [
    { zoneId: 'press', unitId: 'crew' },
    { zoneId: 'yard', unitId: null },
    { zoneId: 'new', unitId: undefined },
  ];
  const zonesFor = (reach: 'all' | string[]) => concernedBy({ ...quiet, movements }, reach).zoneIds;
  assert.deepEqual(zonesFor('all'), ['new', 'press', 'yard']);
  assert.deepEqual(zonesFor(['crew']), ['new', 'press']);
  assert.deepEqual(zonesFor([]), ['new']);
});
