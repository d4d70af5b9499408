import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uncountedSince } from './behind.ts';

const SINCE = '2026-11-20T09:00:00.000Z';

test('says since when reports are not counted, once that takes longer than usual', () => {
  assert.equal(uncountedSince({ waitingSince: SINCE, behindSeconds: 15 }), Date.parse(SINCE));
  assert.equal(uncountedSince({ waitingSince: SINCE, behindSeconds: 14.9 }), null);
  assert.equal(uncountedSince({ waitingSince: null, behindSeconds: 0 }), null);
});
