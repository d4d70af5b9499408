import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterTrackers } from './filter-trackers.ts';

test('trackers are found by name, identifier, carrier and unit, and stand in the order people count', () => {
  const base = { connection: 'IDLE' as const, lastHeardAt: null, asset: null };
  const trackers = [
    { ...base, id: '1', name: 'Phone 10', identifiers: ['a-1'], unit: { id: 'u', name: 'Harbour' }, person: null },
    {
      ...base,
      id: '2',
      name: 'phone 9',
      identifiers: ['b-2'],
      unit: null,
      person: { id: 'p', name: 'Anna', unit: null },
    },
  ];
  const found = (text: string) => filterTrackers(trackers, text).map(({ id }) => id);
  assert.deepEqual(found(''), ['2', '1']);
  assert.deepEqual(found('ANNA'), ['2']);
  assert.deepEqual(found('a-1'), ['1']);
  assert.deepEqual(found('harb'), ['1']);
});
