import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SECOND, T, track } from './line-world.ts';
import { oracleCoverage } from './oracle-coverage.ts';

const coverage = (text: string, ms: number) => oracleCoverage(track(text), T + ms);

test('a tracker is seen, then probable, then stale, then off, by the age of the last fix', () => {
  assert.equal(coverage('0:0', -1), 'OFF');
  assert.equal(coverage('0:0', 300 * SECOND), 'SEEN');
  assert.equal(coverage('0:0', 300 * SECOND + 1), 'PROBABLE');
  assert.equal(coverage('0:0', 900 * SECOND), 'PROBABLE');
  assert.equal(coverage('0:0', 900 * SECOND + 1), 'STALE');
  assert.equal(coverage('0:0', 4 * 3_600 * SECOND - 1), 'STALE');
  assert.equal(coverage('0:0', 4 * 3_600 * SECOND), 'OFF');
  assert.equal(coverage('0:0 600:0', 700 * SECOND), 'SEEN');
});

test('a tracker that says it is switched off is, to the next fix', () => {
  assert.equal(coverage('0:0 60:0! 120:0', 60 * SECOND), 'OFF');
  assert.equal(coverage('0:0 60:0! 120:0', 120 * SECOND), 'SEEN');
});
