import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryRepository } from './testing/temporary-repository.ts';

const TABLE: [
  what: string,
  npm: { ci?: number; check?: number; test?: number; says?: string },
  last: string,
  ok: boolean,
][] = [
  ['green tests and checks pass', { says: '12 passed, 0 failed' }, '12 passed, 0 failed', true],
  [
    'skipped tests are told above the sum and pass',
    { says: 'skipped: a map: no token\\n12 passed, 0 failed' },
    '12 passed, 0 failed',
    true,
  ],
  ['a failed test fails', { test: 1, says: '11 passed, 1 failed' }, '11 passed, 1 failed', false],
  ['a failed check counts beside the tests', { check: 1, says: '12 passed, 0 failed' }, '12 passed, 1 failed', false],
  ['an installation that fails ends it', { ci: 1, says: '12 passed, 0 failed' }, '0 passed, 1 failed', false],
  ['tests that end without a sum fail', { test: 1, says: 'Segmentation fault' }, '0 passed, 1 failed', false],
  ['a failing end after a green sum fails', { test: 1, says: '12 passed, 0 failed' }, '12 passed, 1 failed', false],
];

for (const [what, { ci = 0, check = 0, test: tests = 0, says = '' }, last, ok] of TABLE) {
  test(`.ci/run: ${what}`, async () => {
    await using repository = await temporaryRepository({
      '.ci/run': await readFile(join(import.meta.dirname, '../.ci/run'), 'utf8'),
      'bin/npm': `#!/bin/sh\ncase "$*" in\nci) exit ${ci};;\n"run check") exit ${check};;\ntest) echo "${says}"; echo "npm error" >&2; exit ${tests};;\nesac\n`,
      'bin/chromium': '',
      'bin/redis-server': '',
    });
    for (const program of ['npm', 'chromium', 'redis-server'])
      await chmod(join(repository.root, 'bin', program), 0o755);
    const env = { ...process.env, PATH: `${join(repository.root, 'bin')}:${process.env['PATH'] ?? ''}` };
    const { status, stdout } = spawnSync('bash', ['.ci/run'], { cwd: repository.root, env, encoding: 'utf8' });
    assert.equal(stdout.trimEnd().split('\n').at(-1), last);
    assert.equal(status === 0, ok);
  });
}
