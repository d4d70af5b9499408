import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isTimeZone, zoneNamed } from './time-zone.ts';

test('knows names of zones from other texts', () => {
  assert.deepEqual(['Europe/Berlin', 'Etc/UTC', '+02:00', 'Berlin', '', 'x'.repeat(200)].map(isTimeZone), [
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('tells short names by the zone they stand for', () => {
  assert.deepEqual(['Europe/Berlin', 'europe/berlin', 'CET', 'ACT', 'nowhere'].map(zoneNamed), [
    'Europe/Berlin',
    'Europe/Berlin',
    'Europe/Brussels',
    'Australia/Darwin',
    null,
  ]);
});
