import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Machine, obtainChromium } from './chromium.ts';
import { temporaryRepository } from './temporary-repository.ts';

test('TREKKER_CHROMIUM wins and must be executable', async () => {
  await using folder = await withPrograms('own/browser', 'bin/chromium');
  const env = { TREKKER_CHROMIUM: join(folder.root, 'own/browser'), PATH: join(folder.root, 'bin') };
  assert.equal(await obtainChromium(folder.root, bareMachine({ env })), env.TREKKER_CHROMIUM);
  const wrong = { ...env, TREKKER_CHROMIUM: join(folder.root, 'own/nothing') };
  await assert.rejects(obtainChromium(folder.root, bareMachine({ env: wrong })), /cannot be executed/);
});

test('chromium on PATH is preferred to other names and to the one of Playwright', async () => {
  await using folder = await withPrograms('a/google-chrome', 'b/chromium', 'own/chrome');
  const env = { PATH: `${join(folder.root, 'a')}:${join(folder.root, 'b')}` };
  const machine = bareMachine({ env, playwrightPath: join(folder.root, 'own/chrome') });
  assert.equal(await obtainChromium(folder.root, machine), join(folder.root, 'b/chromium'));
  const none = { ...machine, env: { PATH: '' } };
  assert.equal(await obtainChromium(folder.root, none), join(folder.root, 'own/chrome'));
});

test('root on Debian gets it from the packages', async () => {
  await using folder = await withPrograms();
  const commands: string[] = [];
  const machine = bareMachine({
    env: { PATH: join(folder.root, 'bin') },
    mayInstall: true,
    run: async (file, args) => {
      commands.push([file, ...args].join(' '));
      if (args[0] === 'install') await addProgram(folder, 'bin/chromium');
      return true;
    },
  });
  assert.equal(await obtainChromium(folder.root, machine), join(folder.root, 'bin/chromium'));
  assert.deepEqual(commands, ['apt-get update', 'apt-get install --yes --no-install-recommends chromium']);
});

test('where none can be had the failure names the commands that help', async () => {
  await using folder = await withPrograms();
  const machine = bareMachine({ playwrightPath: join(folder.root, 'own/chrome') });
  await assert.rejects(
    obtainChromium(folder.root, machine),
    /apt-get install -y chromium.*npx playwright install chromium.*TREKKER_CHROMIUM/,
  );
});

function bareMachine(known: Partial<Machine>): Machine {
  return { env: { PATH: '' }, mayInstall: false, playwrightPath: null, run: async () => false, ...known };
}

type Folder = Awaited<ReturnType<typeof temporaryRepository>>;

async function withPrograms(...paths: string[]): Promise<Folder> {
  const folder = await temporaryRepository({});
  for (const path of paths) await addProgram(folder, path);
  return folder;
}

async function addProgram(folder: Folder, path: string): Promise<void> {
  await folder.write({ [path]: '#!/bin/sh\n' });
  await chmod(join(folder.root, path), 0o755);
}
