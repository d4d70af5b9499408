import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { runToEnd } from './children.ts';

test('a command gives its code and all it printed', async () => {
  const script = "process.stdout.write('a'); process.stderr.write('b'); process.exitCode = 3;";
  const ended = await runToEnd(process.execPath, ['-e', script], { cwd: '.', env: process.env });
  assert.equal(ended.code, 3);
  assert.match(ended.output, /^(ab|ba)$/);
});

test('what takes longer than it may is ended', async () => {
  const ended = await runToEnd(process.execPath, ['-e', 'for (;;);'], { cwd: '.', env: process.env, limitMs: 500 });
  assert.equal(ended.code, 143);
});

test('a signal ends the children, nothing new is begun, and this process ends after them', async () => {
  const script = `
    import { endChildrenOnSignals, interruption, runToEnd } from ${JSON.stringify(join(import.meta.dirname, 'children.ts'))};
    endChildrenOnSignals();
    const place = { cwd: '.', env: process.env };
    const child = ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'];
    const first = await runToEnd(process.execPath, child, { ...place, show: true });
    const second = await runToEnd(process.execPath, child, { ...place, show: true });
    console.log(JSON.stringify([first.code, second.code, interruption()]));
  `;
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(parent.stdout)[Symbol.asyncIterator]();
  const childPid = Number((await lines.next()).value);
  parent.kill('SIGTERM');
  assert.equal((await lines.next()).value, '[143,143,"SIGTERM"]');
  await once(parent, 'exit');
  assert.throws(() => process.kill(childPid, 0), { code: 'ESRCH' });
});
