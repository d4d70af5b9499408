import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleQuery } from './people-address.ts';

const NOTHING = { search: null, unitId: null, zoneId: null, inAnyZone: null, connection: null, kind: null };
const BY_NAME = { field: 'NAME', direction: 'ASCENDING' };

test('an address without parameters shows everybody by name', () => {
  assert.deepEqual(peopleQuery(new URLSearchParams()), { filter: NOTHING, orderBy: BY_NAME });
});

test('every filter of the address reaches the server', () => {
  const address = new URLSearchParams('q=anna rig&unit=u1&zone=z1&connection=IDLE&kind=VISITOR&sort=-last_heard');
  assert.deepEqual(peopleQuery(address), {
    filter: { ...NOTHING, search: 'anna rig', unitId: 'u1', zoneId: 'z1', connection: ['IDLE'], kind: ['VISITOR'] },
    orderBy: { field: 'LAST_HEARD', direction: 'DESCENDING' },
  });
});

test('people in any zone and in none can be asked for', () => {
  assert.deepEqual(peopleQuery(new URLSearchParams('zone=any')).filter, { ...NOTHING, inAnyZone: true });
  assert.deepEqual(peopleQuery(new URLSearchParams('zone=none')).filter, { ...NOTHING, inAnyZone: false });
});
