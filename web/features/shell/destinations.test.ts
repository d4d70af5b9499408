import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationsFor, leadsTo, mainOf } from './destinations.ts';

const EVERYTHING = [
  'trackers:read',
  'people:read',
  'geofences:read',
  'headcount:read',
  'timesheets:read',
  'units:read',
];

test('nobody is led to what they may not see', () => {
  const names = destinationsFor(['people:read']).map(({ name }) => name);
  assert.deepEqual(names, ['overview', 'people', 'settings', 'developers', 'help']);
});

test('a phone shows five, and the next in order where one is not allowed', () => {
  const all = mainOf(destinationsFor(EVERYTHING), { mustering: false });
  assert.deepEqual([...all], ['overview', 'map', 'people', 'headcount', 'trackers']);
  const fewer = mainOf(destinationsFor(EVERYTHING.filter((permission) => permission !== 'headcount:read')), {
    mustering: false,
  });
  assert.deepEqual([...fewer], ['overview', 'map', 'people', 'trackers', 'zones']);
});

test('while a muster goes on it stands in the bar of a phone, for who may see musters', () => {
  const warden = mainOf(destinationsFor([...EVERYTHING, 'muster:read']), { mustering: true });
  assert.deepEqual([...warden], ['musters', 'overview', 'map', 'people', 'headcount']);
  const other = mainOf(destinationsFor(EVERYTHING), { mustering: true });
  assert.deepEqual([...other], ['overview', 'map', 'people', 'headcount', 'trackers']);
});

test('a page belongs to the destination it lies below, and to no other', () => {
  const at = (pathname: string) =>
    destinationsFor(EVERYTHING).flatMap((destination) => (leadsTo(destination, pathname) ? [destination.name] : []));
  assert.deepEqual(at('/'), ['overview']);
  assert.deepEqual(at('/people'), ['people']);
  assert.deepEqual(at('/people/01a1'), ['people']);
  assert.deepEqual(at('/peoples'), []);
});
