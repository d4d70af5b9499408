import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createPlaceBook } from './place-book.ts';
import { EARLIEST } from './span.ts';

const book = createPlaceBook(
  [
    { key: 'press', from: 10, data: { placeId: 'hall' } },
    { key: 'press', from: 20, data: { placeId: 'yard' } },
    { key: 'press', from: 30, data: { placeId: null } },
    { key: 'gate', from: 5, data: { placeId: 'yard' } },
  ],
  [
    { key: 'site', from: 1, data: { path: ['site'] } },
    { key: 'hall', from: 2, data: { path: ['site', 'hall'] } },
    { key: 'yard', from: 3, data: { path: ['yard'] } },
    { key: 'yard', from: 25, data: { path: ['site', 'yard'] } },
  ],
);

test('knows in which places a zone lay at an instant, what was told first counting for the time before', () => {
  const paths = [0, 10, 19, 20, 24, 25, 29, 30].map((at) => book.placesAt('press', at).join('/'));
  assert.deepEqual(paths, ['site/hall', 'site/hall', 'site/hall', 'yard', 'yard', 'site/yard', 'site/yard', '']);
  assert.deepEqual(book.at(24).placesOf('press'), ['yard']);
  assert.deepEqual(book.at(22).zonesOf('site'), []);
  assert.deepEqual(book.at(27).zonesOf('site'), ['press', 'gate']);
});

test('knows when zones were in a place or below it', () => {
  const over = (placeId: string) => Object.fromEntries(book.zonesOver(placeId));
  assert.deepEqual(over('hall'), {
    press: [{ from: EARLIEST, to: 20 }],
  });
  assert.deepEqual(over('site')['gate'], [{ from: 25, to: null }]);
  assert.deepEqual(over('nowhere'), {});
});

test('knows every place a zone was in from an instant on', () => {
  assert.deepEqual(book.placesSince('press', 0).toSorted(), ['hall', 'site', 'yard']);
  assert.deepEqual(book.placesSince('press', 20).toSorted(), ['site', 'yard']);
  assert.deepEqual([book.placesSince('press', 30), book.placesSince('unknown', 0)], [[], []]);
});
