import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createPlaceTree } from './place-tree.ts';

const places = new Map([
  ['site', { path: ['site'] }],
  ['hall', { path: ['site', 'hall'] }],
  ['floor', { path: ['site', 'hall', 'floor'] }],
]);
const tree = createPlaceTree(
  new Map([
    ['yard', { placeId: 'site' }],
    ['press', { placeId: 'floor' }],
    ['road', { placeId: null }],
    ['early', { placeId: 'not told of yet' }],
  ]),
  places,
);

test('gives a place its own zones and those of all places below', () => {
  assert.deepEqual(
    ['site', 'hall', 'floor', 'elsewhere'].map((id) => tree.zonesOf(id)),
    [['yard', 'press'], ['press'], ['press'], []],
  );
});

test('gives a zone its place and all above; none where that is not known', () => {
  assert.deepEqual(tree.placesOf('press'), ['site', 'hall', 'floor']);
  for (const zoneId of ['road', 'early', 'unknown']) assert.deepEqual(tree.placesOf(zoneId), []);
});
