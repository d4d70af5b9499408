import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFolder } from './run-workspace.ts';
import { closingLine, type Tally } from './tally.ts';
import { temporaryRepository } from './temporary-repository.ts';

test('passed, failed and skipped tests are counted, suites and parents are not', async () => {
  const { tally } = await run({
    'src/a.test.ts': `
      import { describe, test } from 'node:test';
      test('passes', () => {});
      test('fails', () => { throw new Error('no'); });
      test('has no data', { skip: 'the data set is absent' }, () => {});
      test('is not ready', { todo: 'later' }, () => { throw new Error('no'); });
      describe('suite', () => { test('passes inside', () => {}); });
      test('parent', async (t) => { await t.test('fails inside', () => { throw new Error('no'); }); });
    `,
    'src/a.test.tsx': 'not run',
    'node_modules/other/b.test.ts': 'not run',
    'e2e/journey.test.ts': 'not run',
  });
  assert.deepEqual(
    tally.failed.map(({ name, problem }) => [name, problem.split('\n')[0]]),
    [
      ['src/a.test.ts › fails', 'Error: no'],
      ['src/a.test.ts › fails inside', 'Error: no'],
    ],
  );
  assert.deepEqual(withCount(tally), {
    passed: 2,
    failed: 2,
    skipped: [
      { name: 'has no data', reason: 'the data set is absent' },
      { name: 'is not ready', reason: 'to be done: later' },
    ],
  });
  assert.equal(closingLine(tally), '2 passed, 2 failed');
});

test('chosen files alone are run, by the name that a failure carries', async () => {
  const files = {
    'src/a.test.ts': "import { test } from 'node:test'; test('fails', () => { throw new Error('no'); });",
    'src/b.test.ts': "import { test } from 'node:test'; test('passes', () => {});",
  };
  const { tally } = await run(files);
  assert.deepEqual([tally.passed, tally.failed[0]?.file], [1, 'src/a.test.ts']);
  const again = await run(files, [tally.failed[0]?.file ?? '']);
  assert.deepEqual([again.tally.passed, again.tally.failed.length], [0, 1]);
});

test('a file that cannot be loaded and a suite that throws are failures', async () => {
  const { tally } = await run({
    'a.test.ts': "throw new Error('broken');",
    'b.test.ts': "import { describe } from 'node:test'; describe('suite', () => { throw new Error('broken'); });",
  });
  assert.deepEqual(withCount(tally), { passed: 0, failed: 2, skipped: [] });
});

test('files beside their code share a process, loaded whole before their tests begin; others have one each', async () => {
  const counts = (expected: number) => `
    import assert from 'node:assert/strict';
    import { test } from 'node:test';
    globalThis.loaded = (globalThis.loaded ?? 0) + 1;
    test('counts', () => assert.equal(globalThis.loaded, ${expected}));`;
  const { tally } = await run({ 'src/a.test.ts': counts(2), 'src/b.test.ts': counts(2), 'test/c.test.ts': counts(1) });
  assert.deepEqual(withCount(tally), { passed: 3, failed: 0, skipped: [] });
});

test('a file ends and fails with an error that nobody catches, and other files go on', async () => {
  const hangs = (what: string) => `
    import { test } from 'node:test';
    test('hangs', () => new Promise(() => setTimeout(() => ${what}, 10)));
    setInterval(() => {}, 1_000);`;
  const { tally, output } = await run({
    'test/a.test.ts': hangs("{ throw new Error('thrown') }"),
    'test/b.test.ts': hangs("Promise.reject(new Error('rejected'))"),
    'test/c.test.ts': "import { test } from 'node:test'; test('passes', () => {});",
  });
  assert.deepEqual([tally.passed, tally.failed.map(({ file }) => file)], [1, ['test/a.test.ts', 'test/b.test.ts']]);
  assert.match(output, /uncaughtException Error: thrown/);
  assert.match(output, /unhandledRejection Error: rejected/);
});

test('what a suite does before each of its tests is not done before others', async () => {
  const { tally } = await run({
    'test/a.test.ts': `
      import assert from 'node:assert/strict';
      import { before, beforeEach, describe, test } from 'node:test';
      const done = [];
      before(async () => { await new Promise((resolve) => setTimeout(resolve, 20)); done.push('file'); });
      describe('outer', () => {
        before(() => done.push('outer'));
        describe('inner', () => {
          beforeEach(() => done.push('inner'));
          test('inside', () => assert.deepEqual(done, ['file', 'outer', 'inner']));
        });
        test('beside', () => assert.deepEqual(done, ['file', 'outer', 'inner']));
        test.skip('skipped', () => {});
      });
      test('after', () => assert.deepEqual(done, ['file', 'outer', 'inner']));`,
  });
  assert.deepEqual(tally.failed, []);
  assert.deepEqual([tally.passed, tally.skipped.length], [3, 1]);
});

test('a folder without tests counts nothing', async () => {
  const { tally, output } = await run({ 'src/index.ts': '' });
  assert.deepEqual(withCount(tally), { passed: 0, failed: 0, skipped: [], unsteady: [] });
  assert.match(output, /sample has no tests yet/);
});

test('a runner that breaks down counts as one failure', async () => {
  const { tally } = await run({ 'package.json': '{' });
  assert.deepEqual(withCount(tally), { passed: 0, failed: 1, skipped: [] });
});

test('a process that a passing test leaves behind with a failing exit code is a failure', async () => {
  const { tally } = await run({
    'a.test.ts':
      "import { test } from 'node:test'; test('passes', () => {}); process.on('exit', () => { process.exitCode = 3; });",
  });
  assert.equal(tally.failed.length, 1);
});

function withCount(tally: Tally) {
  return { ...tally, failed: tally.failed.length };
}

async function run(files: Record<string, string>, chosen: readonly string[] = []) {
  await using repository = await temporaryRepository({ 'package.json': '{ "name": "sample" }', ...files });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return await runFolder(repository.root, '.', { env, processes: 1, files: chosen });
}
