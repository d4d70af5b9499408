import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { createPopulation } from './create-population.ts';
import { nameOf } from './names.ts';
import { TRADES } from './trades.ts';

const site = createSite(1);
const hire = (seed: number, people: number) => createPopulation(site, { seed, people });

test('hires the same people for the same seed', () => {
  assert.deepEqual(hire(1, 20), hire(1, 20));
  assert.notDeepEqual(hire(1, 20), hire(2, 20));
});

test('does not change the first people when more are hired', () => {
  assert.deepEqual(hire(1, 50).slice(0, 20), hire(1, 20));
});

test('gives everybody a name and a phone of their own', () => {
  const people = hire(1, 200);
  assert.equal(new Set(people.map(({ name }) => name)).size, 200);
  assert.equal(new Set(people.map(({ identifier }) => identifier)).size, 200);
  assert.equal(new Set(Array.from({ length: 625 }, (_, index) => nameOf(index))).size, 625);
});

test('has every trade and both shifts among twenty people', () => {
  const people = hire(1, 20);
  assert.equal(new Set(people.map(({ job }) => job)).size, TRADES.length);
  assert.deepEqual(new Set(people.map(({ shift }) => shift)), new Set(['day', 'night']));
});

test('sends people only to areas that exist', () => {
  const areas = new Set(site.areas.map(({ id }) => id));
  for (const { stops } of TRADES) assert.ok(Object.keys(stops).every((id) => areas.has(id)));
});
