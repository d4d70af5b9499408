import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closingLine, judgeRun, sumTallies } from './tally.ts';

const NOTHING = { passed: 0, failed: 0, skipped: [] };

test('tallies add up, and the closing line names skipped tests only where there are some', () => {
  const skipped = [{ name: 'a', reason: 'no data' }];
  const total = sumTallies([
    { passed: 2, failed: 1, skipped },
    { passed: 3, failed: 0, skipped: [] },
  ]);
  assert.deepEqual(total, { passed: 5, failed: 1, skipped });
  assert.equal(closingLine(total), '5 passed, 1 failed, 1 skipped');
  assert.equal(closingLine(sumTallies([])), '0 passed, 0 failed');
});

test('a runner that ends badly after green tests is a failure', () => {
  const green = { passed: 3, failed: 0, skipped: [] };
  assert.deepEqual(judgeRun(JSON.stringify(green), { code: 0, hasTests: true }), green);
  assert.deepEqual(judgeRun(JSON.stringify(green), { code: 1, hasTests: true }), { ...green, failed: 1 });
});

test('a runner that wrote nothing passed only when it had no tests', () => {
  assert.deepEqual(judgeRun('', { code: 0, hasTests: false }), NOTHING);
  assert.deepEqual(judgeRun('', { code: 0, hasTests: true }), { ...NOTHING, failed: 1 });
  assert.deepEqual(judgeRun('', { code: 1, hasTests: false }), { ...NOTHING, failed: 1 });
});
