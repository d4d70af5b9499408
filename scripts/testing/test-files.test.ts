import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { dealt, isBesideCode, testFiles } from './test-files.ts';

test('finds the tests of a folder and no journeys, builds or packages', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-files-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const others = ['e2e/c.test.ts', 'node_modules/p/d.test.ts', '.next/e.test.ts', 'src/f.ts'];
  for (const path of ['test/b.test.ts', 'src/deep/a.test.ts', ...others]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  assert.deepEqual(testFiles(folder), ['src/deep/a.test.ts', 'test/b.test.ts']);
});

test('deals every file to one part', () => {
  assert.deepEqual(dealt(['a', 'b', 'c', 'd', 'e'], 2), [
    ['a', 'c', 'e'],
    ['b', 'd'],
  ]);
  assert.deepEqual(dealt(['a', 'b'], 1), [['a', 'b']]);
});

test('knows tests beside their code from those of several parts', () => {
  const files = ['src/a.test.ts', 'features/test-data/b.test.ts', 'test/c.test.ts', 'src/test/d.test.ts'];
  assert.deepEqual(files.filter(isBesideCode), ['src/a.test.ts', 'features/test-data/b.test.ts']);
});
