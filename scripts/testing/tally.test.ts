import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken, closingLine, failureLines, judgeRun, skippedLines, sumTallies } from './tally.ts';

const NOTHING = { passed: 0, failed: [], skipped: [], unsteady: [] };
const FAILED = { name: 'adds', problem: '1 is not 2' };

test('tallies add up, and the closing line is those that passed and failed alone', () => {
  const skipped = [{ name: 'a', reason: 'no data' }];
  const total = sumTallies([
    { passed: 2, failed: [FAILED], skipped },
    { passed: 3, failed: [], skipped: [] },
  ]);
  assert.deepEqual(total, { passed: 5, failed: [FAILED], skipped, unsteady: [] });
  assert.equal(closingLine(total), '5 passed, 1 failed');
  assert.equal(closingLine(sumTallies([])), '0 passed, 0 failed');
});

test('each test that did not run is told with its reason, in a line of its own', () => {
  const skipped = [
    { name: 'draws by Mapbox', reason: 'no token' },
    { name: 'b', reason: '' },
  ];
  const lines = ['skipped: draws by Mapbox: no token', 'skipped: b: no reason given'];
  assert.deepEqual(skippedLines({ ...NOTHING, skipped }), lines);
});

test('a runner that ends badly after green tests is a failure', () => {
  const green = { ...NOTHING, passed: 3 };
  assert.deepEqual(judgeRun('kit', JSON.stringify(green), { code: 0, hasTests: true }), green);
  const { passed, failed } = judgeRun('kit', JSON.stringify(green), { code: 1, hasTests: true });
  assert.equal(passed, 3);
  assert.deepEqual(failed, [{ name: 'kit', problem: 'the runner ended with code 1 although every test passed' }]);
  const red = { ...green, failed: [FAILED] };
  assert.deepEqual(judgeRun('kit', JSON.stringify(red), { code: 1, hasTests: true }), red);
});

test('a runner that wrote nothing passed only when it had no tests', () => {
  assert.deepEqual(judgeRun('kit', '', { code: 0, hasTests: false }), NOTHING);
  for (const [code, hasTests] of [
    [0, true],
    [1, false],
  ] as const)
    assert.deepEqual(
      judgeRun('kit', '', { code, hasTests }),
      broken('kit', `the runner ended with code ${code} and reported nothing`),
    );
});

test('what failed is told with the beginning of its problem', () => {
  const long = Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n');
  const lines = failureLines(sumTallies([broken('kit', '1 is not 2'), broken('geo', long)]));
  assert.deepEqual(lines.slice(0, 4), ['failed: kit', '  1 is not 2', 'failed: geo', '  line 0']);
  assert.equal(lines.length, 3 + 12);
});

test('what passed on a second try is told with what it failed of before', () => {
  const lines = failureLines({ ...NOTHING, passed: 1, unsteady: [FAILED] });
  assert.deepEqual(lines, ['passed on a second try only: adds', '  1 is not 2']);
});
