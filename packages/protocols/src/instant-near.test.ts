import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantNear } from './instant-near.ts';

const HOUR = 3_600_000;

test('dates a time of day within half a day of another instant', () => {
  assert.equal(instantNear(23 * HOUR, Date.UTC(2024, 2, 1, 1)), Date.UTC(2024, 1, 29, 23));
  assert.equal(instantNear(HOUR, Date.UTC(2024, 1, 29, 23)), Date.UTC(2024, 2, 1, 1));
  assert.equal(instantNear(12 * HOUR, Date.UTC(2024, 1, 29, 12)), Date.UTC(2024, 1, 29, 12));
});
