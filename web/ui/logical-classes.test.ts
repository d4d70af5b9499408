import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
/** Tailwind's classes of a side of the screen; those of the beginning and end of a line are `ms-`, `pe-`, `inset-s-`, `text-start` and so on. */
const OF_A_SIDE =
  /(?<=[\s"'`:])-?(?:(?:m|p|border-|rounded-|scroll-m|scroll-p)[lr]-[\w[]|(?:left|right)-[\d[]|text-(?:left|right)\b|float-(?:left|right)\b)/;

test('nothing stands at a side of the screen that a language written from right to left has at the other', () => {
  const files = globSync('{app,features,lists,live,records,scene,ui,map}/**/*.tsx', { cwd: ROOT });
  assert.ok(files.length > 100);
  const found = files.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (OF_A_SIDE.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
  });
  assert.deepEqual(found, []);
});
