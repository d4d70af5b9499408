import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterPeople, withTrackers } from './people-rows.ts';

const ANNA = { id: 'anna', name: 'Anna', unit: { id: 'u', name: 'Harbour' } };
const BORIS = { id: 'boris', name: 'Boris', unit: null };
const BASE = { connection: 'CONNECTED' as const, unit: null, asset: null };

test('people carry their trackers, the one heard last first', () => {
  const trackers = [
    { ...BASE, id: '1', name: 'Old', identifiers: ['x1'], person: ANNA, lastHeardAt: '2026-11-20T08:00:00.000Z' },
    { ...BASE, id: '2', name: 'New', identifiers: ['x2'], person: ANNA, lastHeardAt: '2026-11-20T09:00:00.000Z' },
    { ...BASE, id: '3', name: 'Never', identifiers: ['x3'], person: ANNA, lastHeardAt: null },
  ];
  const rows = withTrackers([BORIS, ANNA], trackers);
  assert.deepEqual(
    rows.map(({ name, trackers: own }) => [name, own.map(({ id }) => id)]),
    [
      ['Anna', ['2', '1', '3']],
      ['Boris', []],
    ],
  );
  assert.deepEqual(
    filterPeople(rows, 'x3').map(({ id }) => id),
    ['anna'],
  );
  assert.deepEqual(
    filterPeople(rows, 'harbour').map(({ id }) => id),
    ['anna'],
  );
  assert.deepEqual(
    filterPeople(rows, 'BOR').map(({ id }) => id),
    ['boris'],
  );
});
