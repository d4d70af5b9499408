import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMissingLinks, locateBinaries, program } from './binaries.ts';
import { newDataFolder } from './testing/data-folder.ts';

test('the programs of this platform are PostgreSQL 18', async () => {
  const binaries = await locateBinaries();
  assert.equal(binaries.major, '18');
  const { stdout } = spawnSync(program(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  assert.match(stdout, /^postgres \(PostgreSQL\) 18\./);
  for (const name of ['initdb', 'pg_ctl'] as const) assert.ok(existsSync(program(binaries, name)));
});

test('library links that npm left out are created, and created once', async (t) => {
  const binaries = await locateBinaries();
  const list = join(binaries.native, 'pg-symlinks.json');
  if (!existsSync(list)) return t.skip('the package of this platform has no links');
  const root = newDataFolder(t);
  cpSync(binaries.native, join(root, 'native'), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  const copy = { ...binaries, native: join(root, 'native') };
  const runs = () => spawnSync(program(copy, 'initdb'), ['--version']).status === 0;
  assert.equal(runs(), false, 'the programs need the links');

  await createMissingLinks(root);
  await createMissingLinks(root);
  assert.ok(runs());
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    assert.deepEqual(readFileSync(join(root, target)), readFileSync(join(root, source)));
  }
  return rmSync(join(root, 'native'), { recursive: true });
});
