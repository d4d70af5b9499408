import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trackersQuery } from './trackers-address.ts';

const NOTHING = { search: null, unitId: null, zoneId: null, connection: null, carried: null };

test('every filter of the address reaches the server', () => {
  const address = new URLSearchParams('q=imei&unit=u1&zone=z1&connection=DISCONNECTED,IDLE&carried=no&sort=last_heard');
  assert.deepEqual(trackersQuery(address), {
    filter: { search: 'imei', unitId: 'u1', zoneId: 'z1', connection: ['IDLE', 'DISCONNECTED'], carried: false },
    orderBy: { field: 'LAST_HEARD', direction: 'ASCENDING' },
  });
});

test('carried and not carried together are all of them', () => {
  const carried = (text: string) => trackersQuery(new URLSearchParams({ carried: text })).filter;
  assert.deepEqual(carried('yes'), { ...NOTHING, carried: true });
  for (const text of ['yes,no', '', 'maybe']) assert.deepEqual(carried(text), NOTHING);
});
