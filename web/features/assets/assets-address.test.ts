import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetsQuery } from './assets-address.ts';

test('every filter of the address reaches the server', () => {
  assert.deepEqual(assetsQuery(new URLSearchParams('q=crane&unit=u1&zone=z1&connection=CONNECTED&sort=-name')), {
    filter: { search: 'crane', unitId: 'u1', zoneId: 'z1', connection: ['CONNECTED'] },
    orderBy: { field: 'NAME', direction: 'DESCENDING' },
  });
  assert.deepEqual(assetsQuery(new URLSearchParams()), {
    filter: { search: null, unitId: null, zoneId: null, connection: null },
    orderBy: { field: 'NAME', direction: 'ASCENDING' },
  });
});
