import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unitsLeft } from './unit.ts';

test('a unit leaves those above it that are not above its new place', () => {
  const path = ['company', 'department', 'crew'];
  assert.deepEqual(unitsLeft(path, []), ['company', 'department']);
  assert.deepEqual(unitsLeft(path, ['company']), ['department']);
  assert.deepEqual(unitsLeft(path, ['company', 'department', 'team']), []);
  assert.deepEqual(unitsLeft(path, ['other', 'department']), ['company']);
  assert.deepEqual(unitsLeft(['crew'], ['company']), [], 'never itself');
});
