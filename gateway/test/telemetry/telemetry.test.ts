import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('contacted-hosts.ts', import.meta.url));

describe('the gateway', () => {
  for (const executor of ['trekker', 'stock']) {
    test(`with the executor ${executor} contacts nobody but its subgraphs, from its start to its end`, async () => {
      // oxlint-disable-next-line node/no-process-env -- as whoever starts it by itself has it: nothing is switched off
      const { APOLLO_TELEMETRY_DISABLED: _, ...env } = process.env;
      const child = spawn(process.execPath, [SCRIPT, executor], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(child, 'exit');
      const told = Buffer.concat(await Array.fromAsync(child.stdout as AsyncIterable<Buffer>)).toString('utf8');
      assert.deepEqual(await exit, [0, null]);
      assert.deepEqual(JSON.parse(told), []);
    });
  }

  test('says in NOTICE under which licence its planner stands', async () => {
    const notice = await readFile(new URL('../../../NOTICE', import.meta.url), 'utf8');
    const { dependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const apollo = Object.keys(dependencies).filter((name) => name.startsWith('@apollo/'));
    assert.ok(apollo.length >= 3);
    for (const name of apollo) assert.match(notice, new RegExp(`${name}\\b`, 'u'));
    assert.match(notice, /Elastic-2\.0[\s\S]*hosted or managed service/u);
  });
});
