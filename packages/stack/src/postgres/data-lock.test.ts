import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DataFolderInUseError, lockDataFolder, takeOver } from './data-lock.ts';
import { startMark } from './processes.ts';
import { afterTest, newDataFolder } from './testing/data-folder.ts';

test('a data folder is locked once until it is released', (t) => {
  const dataDir = newDataFolder(t);
  const lock = lockDataFolder(dataDir);
  assert.throws(() => lockDataFolder(dataDir), DataFolderInUseError);
  lock.release();
  lockDataFolder(dataDir).release();
  assert.deepEqual(readdirSync(dataDir), []);
});

test('a lock released twice does not open the folder to a third', (t) => {
  const dataDir = newDataFolder(t);
  const first = lockDataFolder(dataDir);
  first.release();
  const second = lockDataFolder(dataDir);
  first.release();
  assert.throws(() => lockDataFolder(dataDir), DataFolderInUseError);
  second.release();
});

test('the lock of a process that ended is taken over', (t) => {
  const dataDir = newDataFolder(t);
  const ended = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(join(dataDir, 'trekker.lock'), JSON.stringify({ pid: ended, start: '1' }));
  const lock = lockDataFolder(dataDir);
  assert.match(readFileSync(join(dataDir, 'trekker.lock'), 'utf8'), new RegExp(`"pid":${process.pid},`));
  lock.release();
});

test('a living process that only got the same id later does not keep the lock', { skip: noMark() }, (t) => {
  const dataDir = newDataFolder(t);
  writeFileSync(join(dataDir, 'trekker.lock'), JSON.stringify({ pid: process.ppid, start: '1' }));
  lockDataFolder(dataDir).release();
});

test('a living process keeps its lock', (t) => {
  const dataDir = newDataFolder(t);
  writeFileSync(join(dataDir, 'trekker.lock'), JSON.stringify({ pid: process.ppid, start: startMark(process.ppid) }));
  assert.throws(() => lockDataFolder(dataDir), new RegExp(`process ${process.ppid}\\) uses the data folder`));
  assert.ok(existsSync(join(dataDir, 'trekker.lock')));
});

test('a lock that another process took over a moment earlier stays', (t) => {
  const dataDir = newDataFolder(t);
  const file = join(dataDir, 'trekker.lock');
  writeFileSync(file, 'of another process');
  assert.equal(takeOver(file, 'as it was read', { mine: 'ours', dataDir }), false);
  assert.equal(readFileSync(file, 'utf8'), 'of another process');
  assert.deepEqual(readdirSync(dataDir), ['trekker.lock']);
});

test('the right to a stale lock is taken over from a process that was killed with it', (t) => {
  const dataDir = newDataFolder(t);
  const ended = JSON.stringify({ pid: 2 ** 22 + 1, start: '1' });
  const right = `trekker.lock.${createHash('sha256').update(ended).digest('hex').slice(0, 16)}`;
  for (const file of ['trekker.lock', right]) writeFileSync(join(dataDir, file), ended);
  lockDataFolder(dataDir).release();
  assert.deepEqual(readdirSync(dataDir), []);
});

test('of many processes that meet one stale lock exactly one gets the folder', async (t) => {
  const dataDir = newDataFolder(t);
  writeFileSync(join(dataDir, 'trekker.lock'), JSON.stringify({ pid: 2 ** 22 + 1, start: '1' }));
  const script = `
    const { lockDataFolder } = await import(${JSON.stringify(new URL('data-lock.ts', import.meta.url).href)});
    process.stdin.once('data', () => {
      try { lockDataFolder(${JSON.stringify(dataDir)}); console.log('mine'); } catch { console.log('taken'); }
    });
    console.log('ready');`;
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  for (const child of children) afterTest(t, () => child.kill('SIGKILL'));
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  const answers = Promise.all(children.map(async (child) => String(await once(child.stdout, 'data')).trim()));
  for (const child of children) child.stdin.write('go\n');
  assert.deepEqual((await answers).toSorted(), ['mine', ...Array.from({ length: 5 }, () => 'taken')]);
});

function noMark(): string | false {
  return startMark(process.pid) === null && 'the system does not tell when a process started';
}
