import assert from 'node:assert/strict';
import { test } from 'node:test';

import { track } from './line-world.ts';
import { plausibleFixes } from './plausible-fixes.ts';

/** Which fixes of a track are plausible, by a letter each. */
function judged(text: string): string {
  const fixes = track(text);
  const plausible = plausibleFixes(fixes);
  return fixes.map((fix) => (plausible.has(fix) ? 'p' : '-')).join('');
}

test('believes the first fix, and those reached from the last believed one at no more than 100 m/s', () => {
  assert.equal(judged('0:0 10:999 20:1998'), 'ppp');
  assert.equal(judged('0:0 10:1001 20:1998'), 'p-p');
  assert.equal(judged('0:99999 10:0'), 'p-');
});

test('believes a suspect that another fix confirms, and forgets it once a fix was believed', () => {
  assert.equal(judged('0:0 10:5000 20:5100 30:5200'), 'p-pp');
  assert.equal(judged('0:0 10:5000 11:9000 12:9050'), 'p--p');
  assert.equal(judged('0:0 10:5000 11:50 12:5001'), 'p-p-');
});

test('counts less than a second between two fixes as one', () => {
  assert.equal(judged('0:0 0:100'), 'pp');
  assert.equal(judged('0:0 0:101'), 'p-');
  assert.equal(judged('0:0 0.001:100'), 'pp');
  assert.equal(judged('0:0 0.999:101'), 'p-');
});
