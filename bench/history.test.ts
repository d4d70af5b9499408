import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

test('a million positions take a fifteenth of a plain table, and are asked with its answers for less', async () => {
  const child = spawn(process.execPath, ['history.ts'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  assert.equal(code, 0, said);
  const { stages, latest, met } = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  const { positions, reads } = stages[1];
  assert.ok(positions > 1_000_000, `${positions} positions`);
  assert.ok(met.bytes, printed);
  // Tests run beside each other; what of this is to be a floor the benchmark alone tells.
  assert.ok(reads.path.cpuRatio > 2 && latest.cpuRatio > 2, printed);
});
