import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeUnsteady, MOST_UNSTEADY, secondTry } from './second-try.ts';
import type { FailedTest, Tally } from './tally.ts';

const failure = (file: string | undefined, name: string): FailedTest => ({
  name,
  problem: 'it took too long',
  ...(file && { file }),
});
const GREEN: Tally = { passed: 3, failed: [], skipped: [] };

test('what passes with all of its file on a second try counts as passed, and is told', async () => {
  const [slow, wrong, beside, lost] = [
    failure('slow.test.ts', 'waits'),
    failure('wrong.test.ts', 'adds'),
    failure('wrong.test.ts', 'waits too'),
    failure(undefined, 'the runner'),
  ];
  const asked: string[] = [];
  const tally = await secondTry({ passed: 7, failed: [slow, wrong, beside, lost], skipped: [] }, async (file) => {
    asked.push(file);
    return file === 'slow.test.ts' ? GREEN : { ...GREEN, failed: [wrong] };
  });
  assert.deepEqual(asked, ['slow.test.ts', 'wrong.test.ts']);
  assert.deepEqual(tally, { passed: 8, failed: [wrong, beside, lost], skipped: [], unsteady: [slow] });
});

test('a file that runs nothing on its second try stays failed', async () => {
  const failed = [failure('gone.test.ts', 'waits')];
  const tally = await secondTry({ passed: 0, failed, skipped: [] }, async () => ({ ...GREEN, passed: 0 }));
  assert.deepEqual([tally.passed, tally.failed], [0, failed]);
});

test('many failures are no accident, and are not tried again', async () => {
  const failed = Array.from({ length: MOST_UNSTEADY + 1 }, (_, index) => failure('many.test.ts', `${index}`));
  const tally = await secondTry({ passed: 0, failed, skipped: [] }, () => assert.fail('it was tried again'));
  assert.equal(tally.failed.length, failed.length);
});

test('a run in which many tests were unsteady is red', () => {
  const unsteady = Array.from({ length: MOST_UNSTEADY }, (_, index) => failure('a.test.ts', `${index}`));
  assert.equal(judgeUnsteady({ ...GREEN, unsteady }).failed.length, 0);
  assert.equal(judgeUnsteady({ ...GREEN, unsteady: [...unsteady, failure('b.test.ts', 'b')] }).failed.length, 1);
});
