import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeZones } from './time-zones.ts';

test('every time zone is offered once, UTC and the own one among them', () => {
  assert.deepEqual(timeZones(['Europe/Berlin', 'Asia/Tokyo'], 'Etc/GMT+3'), [
    'Asia/Tokyo',
    'Etc/GMT+3',
    'Europe/Berlin',
    'UTC',
  ]);
  assert.deepEqual(timeZones(['UTC', 'Asia/Tokyo'], 'Asia/Tokyo'), ['Asia/Tokyo', 'UTC']);
});
