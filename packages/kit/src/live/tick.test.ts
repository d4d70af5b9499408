import assert from 'node:assert/strict';
import { test } from 'node:test';

import { untilTick } from './tick.ts';

test('has streams of equal intervals tell at the same instants', () => {
  assert.equal(1_003 + untilTick(250, { now: 1_003, lastAt: -Infinity }), 1_250);
  assert.equal(1_190 + untilTick(250, { now: 1_190, lastAt: 900 }), 1_250);
});

test('lets about a whole interval pass since the last event, also where that was told late', () => {
  assert.equal(1_210 + untilTick(250, { now: 1_210, lastAt: 1_200 }), 1_500);
  assert.equal(1_260 + untilTick(250, { now: 1_260, lastAt: 1_255 }), 1_500);
});
