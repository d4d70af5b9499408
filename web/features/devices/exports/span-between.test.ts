import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanBetween } from './span-between.ts';

test('both days are whole, also where one of them has 23 hours', () => {
  assert.deepEqual(spanBetween({ first: '2026-03-28', last: '2026-03-29', timeZone: 'Europe/Berlin' }), {
    from: '2026-03-27T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
});
