import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOptions } from './place-options.ts';

test('places are named with all above them, and stand below these', () => {
  const places = [
    { id: 'floor', name: 'Floor 1', parent: { id: 'hall' } },
    { id: 'hall', name: 'Hall', parent: { id: 'site' } },
    { id: 'site', name: 'Site', parent: null },
    { id: 'lost', name: 'Annex', parent: { id: 'hidden' } },
  ];
  assert.deepEqual(
    placeOptions(places).map(({ path }) => path),
    ['Annex', 'Site', 'Site › Hall', 'Site › Hall › Floor 1'],
  );
});
