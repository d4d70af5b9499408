import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import { command, runSteps } from './run-steps.ts';

test('every step runs although one before it fails or throws, and the failed ones are named', async () => {
  const ran: string[] = [];
  const step = (name: string, outcome: () => readonly string[]) => ({
    name,
    run: async () => {
      ran.push(name);
      return outcome();
    },
  });
  const printed: string[] = [];
  const failed = await runSteps(
    [
      step('red', () => ['a problem']),
      step('broken', () => {
        throw new Error('broken');
      }),
      step('green', () => []),
    ],
    { root: '.', concurrency: 1, print: (line) => printed.push(line) },
  );
  assert.deepEqual(ran, ['red', 'broken', 'green']);
  assert.deepEqual(failed, ['red', 'broken']);
  assert.match(printed.join('\n'), /✘ red .*\n {4}a problem\n✘ broken .*\n {4}Error: broken[^]*✔ green/);
});

test('a tool that ends with 0 has no problem, another code makes its output the problem', async () => {
  await using repository = await temporaryRepository({
    'node_modules/.bin/tool':
      '#!/bin/sh\n[ "$1" = fine ] && exit 0\n[ "$1" = silent ] || echo "line 3: wrong"\nexit 2\n',
  });
  await chmod(join(repository.root, 'node_modules/.bin/tool'), 0o755);
  assert.deepEqual(await command('tool', 'tool', ['fine']).run(repository.root), []);
  assert.deepEqual(await command('tool', 'tool', ['bad']).run(repository.root), ['line 3: wrong']);
  assert.deepEqual(await command('tool', 'tool', ['silent']).run(repository.root), [
    'tool ended with code 2 and said nothing',
  ]);
  const missing = await runSteps([command('gone', 'gone', [])], {
    root: repository.root,
    concurrency: 1,
    print: () => {},
  });
  assert.deepEqual(missing, ['gone']);
});
