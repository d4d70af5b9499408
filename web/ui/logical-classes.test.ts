import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
/** Tailwind's classes of a side of the screen; those of the beginning and end of a line are `ms-`, `pe-`, `inset-s-`, `text-start` and so on. */
const OF_A_SIDE =
  /(?<=[\s"'`:])-?(?:(?:m|p|border-|rounded-|scroll-m|scroll-p)[lr]-[\w[]|(?:left|right)-[\d[]|text-(?:left|right)\b|float-(?:left|right)\b)/;

test('nothing stands at a side of the screen that a language written from right to left has at the other', () => {
  assert.deepEqual(linesWith(OF_A_SIDE), []);
});

test('nothing is turned about for lines from right to left but by the icon itself, which twice would be as it was', () => {
  const turned = linesWith(/rtl:-?(?:rotate|scale)/).filter((line) => !line.startsWith('ui/icon.tsx:'));
  assert.deepEqual(turned, []);
});

function linesWith(pattern: RegExp): string[] {
  const files = globSync('{app,features,lists,live,records,scene,ui,map}/**/*.tsx', { cwd: ROOT });
  assert.ok(files.length > 100);
  return files.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
  });
}
