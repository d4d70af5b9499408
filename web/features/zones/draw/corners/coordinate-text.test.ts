import assert from 'node:assert/strict';
import { test } from 'node:test';

import { degreesOf, pairIn, textsOf } from './coordinate-text.ts';

test('degrees are read with a point or a comma, and not beyond the Earth', () => {
  assert.equal(degreesOf(' 50.5 ', 'latitude'), 50.5);
  assert.equal(degreesOf('-8,25', 'longitude'), -8.25);
  assert.equal(degreesOf('90', 'latitude'), 90);
  assert.equal(degreesOf('90.1', 'latitude'), null);
  assert.equal(degreesOf('120', 'longitude'), 120);
  for (const text of ['', 'north', '5e1', '1.2.3', '50.5°']) assert.equal(degreesOf(text, 'latitude'), null, text);
});

test('degrees are as exact as what is drawn, so that the drawing takes them', () => {
  assert.equal(degreesOf('8.12345678951', 'longitude'), 8.12345679);
});

test('both degrees are found in what was copied from a map', () => {
  const place = { latitude: '50.1', longitude: '-8.2' };
  for (const text of ['50.1, -8.2', '50.1,-8.2', '50.1 -8.2', ' 50.1;-8.2 '])
    assert.deepEqual(pairIn(text), place, text);
  assert.deepEqual(pairIn('50,1; -8,2'), { latitude: '50,1', longitude: '-8,2' });
  for (const text of ['50,1', '50.1', '1 2 3', 'a, b']) assert.equal(pairIn(text), null, text);
});

test('places are shown to the centimetre, without noughts behind', () => {
  assert.deepEqual(textsOf([8.123456789, 50.5]), { latitude: '50.5', longitude: '8.1234568' });
  assert.deepEqual(textsOf([-0.00000001, -0.0000001]), { latitude: '-0.0000001', longitude: '0' });
  assert.deepEqual(textsOf([100, 10]), { latitude: '10', longitude: '100' });
});
