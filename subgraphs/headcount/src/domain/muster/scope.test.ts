import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stationsBeside, timeZoneOf, zonesBelow, type Structure } from './scope.ts';

const place = (path: string[], timeZone: string | null = null) => ({ name: path.at(-1) ?? '', path, timeZone });
const zone = (placeId: string | null, kind = 'WORK_ZONE', archived = false) => ({
  name: 'A zone',
  kind,
  placeId,
  archived,
});

const structure: Structure = {
  places: new Map([
    ['site', place(['site'], 'Europe/Madrid')],
    ['office', place(['site', 'office'])],
    ['floor', place(['site', 'office', 'floor'], 'Europe/Berlin')],
    ['yard', place(['site', 'yard'])],
    ['depot', place(['depot'])],
  ]),
  zones: new Map([
    ['desk', zone('floor')],
    ['old', zone('office', 'WORK_ZONE', true)],
    ['lawn', zone('yard', 'MUSTER_POINT')],
    ['roof', zone('office', 'MUSTER_POINT')],
    ['gone', zone('yard', 'MUSTER_POINT', true)],
    ['far', zone('depot', 'MUSTER_POINT')],
    ['nowhere', zone(null, 'MUSTER_POINT')],
  ]),
};

test('a scope holds the zones of a place and all below, archived ones included', () => {
  assert.deepEqual(zonesBelow(structure, 'office'), ['desk', 'old', 'roof']);
  assert.deepEqual(zonesBelow(structure, 'floor'), ['desk']);
});

test('stations lie inside and beside the scope, never on another site', () => {
  assert.deepEqual(stationsBeside(structure, 'office'), ['lawn', 'roof']);
  assert.deepEqual(stationsBeside(structure, 'site'), ['lawn', 'roof']);
  assert.deepEqual(stationsBeside(structure, 'floor'), ['roof'], 'the place above has one');
  const without = { ...structure, zones: new Map([...structure.zones].filter(([id]) => id !== 'roof')) };
  assert.deepEqual(stationsBeside(without, 'floor'), ['lawn'], 'the next place above that has one');
  assert.deepEqual(stationsBeside(structure, 'nothing'), []);
});

test('the time zone is that of the nearest place that has one', () => {
  assert.equal(timeZoneOf(structure, 'floor', 'Etc/UTC'), 'Europe/Berlin');
  assert.equal(timeZoneOf(structure, 'yard', 'Etc/UTC'), 'Europe/Madrid');
  assert.equal(timeZoneOf(structure, 'depot', 'Etc/UTC'), 'Etc/UTC');
});
