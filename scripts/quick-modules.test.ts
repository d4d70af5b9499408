import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const HOOK = join(import.meta.dirname, 'quick-modules.mjs');
const LAUNCHER = join(import.meta.dirname, 'launch.mjs');

/** What a Node prints that runs some code, without the options of the one that runs this. */
function printed(args: readonly string[]): string {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args], { env, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

/** A file that says what a package exports. */
const SAYS = `
  import * as all from 'drizzle-orm/pg-core';
  import * as client from 'drizzle-orm/postgres-js';
  console.log([...Object.keys(all), ...Object.keys(client)].toSorted().join());`;

test('a package is the same through the hook, and the launcher starts every process through it', (t) => {
  // Beside the packages it imports.
  const folder = mkdtempSync(join(import.meta.dirname, '../node_modules/.quick-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'says.mjs');
  writeFileSync(file, SAYS);
  const plain = printed([file]);
  assert.match(plain, /\bpgTable\b.*\bPostgresJsDatabase\b|\bPostgresJsDatabase\b.*\bpgTable\b/);
  assert.equal(printed([`--import=${HOOK}`, file]), plain);
  assert.equal(printed([LAUNCHER, file]), plain);

  writeFileSync(file, 'console.log(process.env.NODE_OPTIONS, process.env.NODE_COMPILE_CACHE)');
  assert.match(printed([LAUNCHER, file]), /^--import=file:\S+\/scripts\/quick-modules\.mjs \S+compiled$/);
});
