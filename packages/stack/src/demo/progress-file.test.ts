import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openProgressFile } from './progress-file.ts';

async function newPath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trekker-progress-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'progress.json');
}

test('knows after a restart how far each tracker was', async (t) => {
  const path = await newPath(t);
  const first = await openProgressFile(path);
  assert.equal(first.reached('phone-1'), null);
  first.note('phone-1', 2_000);
  first.note('phone-1', 1_000);
  first.note('phone-2', 5_000);
  await first.close();
  const again = await openProgressFile(path);
  assert.deepEqual(
    ['phone-1', 'phone-2', 'phone-3'].map((identifier) => again.reached(identifier)),
    [2_000, 5_000, null],
  );
  await again.close();
});

test('is on disk within a second or so, for whoever crashes', async (t) => {
  const path = await newPath(t);
  const file = await openProgressFile(path);
  file.note('phone-1', 1_000);
  for (let waited = 0; waited < 10_000; waited += 100) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text === '{"phone-1":1000}') return file.close();
    await sleep(100);
  }
  assert.fail('it was not written');
});

test('fails over a file it cannot read instead of beginning anew', async (t) => {
  const path = await newPath(t);
  await writeFile(path, '{"phone-1":');
  await assert.rejects(openProgressFile(path), SyntaxError);
});
