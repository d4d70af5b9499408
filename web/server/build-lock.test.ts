import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withBuildLock } from './build-lock.ts';

suite('withBuildLock', () => {
  test('lets one at a time do its work', async () => {
    const folder = `/one-at-a-time-${process.pid}`;
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withBuildLock({ folder }, work)));
    assert.equal(most, 1);
  });

  test('is free again after a failure', async () => {
    const folder = `/failure-${process.pid}`;
    await assert.rejects(
      withBuildLock({ folder }, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await withBuildLock({ folder }, async () => 'done'), 'done');
    assert.ok(!existsSync(lockOf(folder)));
  });

  test('takes over from a process that is gone', async () => {
    const folder = `/gone-${process.pid}`;
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(lockOf(folder), String(child.pid));
    assert.equal(await withBuildLock({ folder }, async () => 'done'), 'done');
  });

  test('stops waiting when told to', async () => {
    const folder = `/told-${process.pid}`;
    const stop = new AbortController();
    await withBuildLock({ folder }, async () => {
      const waiting = withBuildLock({ folder, signal: stop.signal }, async () => {});
      stop.abort();
      await assert.rejects(waiting, { name: 'AbortError' });
    });
  });
});

function lockOf(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `trekker-web-build-${name}.lock`);
}
