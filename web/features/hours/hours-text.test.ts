import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursText } from './hours-text.ts';

test('seconds are shown as hours and the minutes that have passed', () => {
  assert.equal(hoursText(0), '0:00');
  assert.equal(hoursText(59), '0:00');
  assert.equal(hoursText(7 * 3600 + 42 * 60 + 59), '7:42');
  assert.equal(hoursText(41 * 3600 + 5 * 60), '41:05');
});
