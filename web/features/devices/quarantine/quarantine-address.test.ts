import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quarantineQuery } from './quarantine-address.ts';

test('reasons are filtered by, but not counted by', () => {
  const { filter, counted } = quarantineQuery(new URLSearchParams('q=lat&reason=FILTERED,nonsense&identifier=a/b'));
  assert.deepEqual(counted, { text: 'lat', identifiers: ['a/b'] });
  assert.deepEqual(filter, { ...counted, reasons: ['FILTERED'] });
});

test('an empty address asks for everything', () => {
  assert.deepEqual(quarantineQuery(new URLSearchParams()), { filter: {}, counted: {} });
});
