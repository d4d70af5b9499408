import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { VEHICLE_POSTS } from '../vehicles/vehicle-posts.ts';
import { createPopulation } from './create-population.ts';
import { nameOf } from './names.ts';
import { POSTS } from './posts.ts';

const site = createSite(1);
const hire = (seed: number, people: number) => createPopulation(site, { seed, people, vehicles: 8 });

test('hires and buys the same for the same seed', () => {
  assert.deepEqual(hire(1, 25), hire(1, 25));
  assert.notDeepEqual(hire(1, 25), hire(2, 25));
});

test('does not change the first people when more are hired', () => {
  assert.deepEqual(hire(1, 50).people.slice(0, 20), hire(1, 20).people);
});

test('gives everybody a name and a tracker of their own', () => {
  const { people, vehicles } = hire(1, 200);
  assert.equal(new Set([...people, ...vehicles].map(({ name }) => name)).size, 208);
  assert.equal(new Set([...people, ...vehicles].map(({ identifier }) => identifier)).size, 208);
  assert.equal(new Set(Array.from({ length: 625 }, (_, index) => nameOf(index))).size, 625);
});

test('has every shift, every capacity and several companies among twenty people', () => {
  const { people } = hire(1, 20);
  assert.equal(new Set(people.map(({ rota }) => rota.name)).size, 6);
  assert.deepEqual(new Set(people.map(({ personKind }) => personKind)), new Set(['EMPLOYEE', 'CONTRACTOR', 'VISITOR']));
  assert.ok(new Set(people.map(({ company }) => company)).size >= 5);
});

test('has a third of the phones speak OwnTracks, and something go wrong with a few', () => {
  const { people } = hire(1, 40);
  assert.equal(people.filter(({ protocol }) => protocol === 'owntracks').length, 13);
  assert.deepEqual(
    new Set(people.map(({ mishap }) => mishap)),
    new Set([null, 'worn battery', 'forgetful owner', 'poor network']),
  );
  assert.equal(people.filter(({ mishap }) => mishap === 'forgetful owner').length, 1);
});

test('gives every visitor a host, and nobody else', () => {
  for (const { personKind, host } of hire(1, 60).people) assert.equal(host !== null, personKind === 'VISITOR');
});

test('sends people and vehicles only to areas that exist', () => {
  const { areas } = site.ground;
  for (const { tasks } of [...POSTS, ...VEHICLE_POSTS]) assert.ok(Object.keys(tasks).every((id) => areas.has(id)));
});
