import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWords } from './check-words.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

test('ordinary files give no problem', async () => {
  await using repository = await temporaryRepository({
    'README.md': 'Work happens in https://example.invalid/work/ and ./work/here, root/there.\n',
    'packages/kit/src/log.ts': '// what a tracker is, kit does not know\nexport const log = 1;\n',
    'packages/kit/src/log.test.ts': "test('follows a tracker', () => {});\n",
    'packages/kit/src/subgraph/user-error-code.ts': "export const CODES = ['UNKNOWN_TRACKER'];\n",
    'gateway/src/main.ts': 'process.exit(1);\n',
    'node_modules/other/index.js': 'debugger;\n',
  });
  assert.deepEqual(await checkWords(repository.root), []);
});

const PLANTED: [path: string, text: string, reason: string][] = [
  ['docs/guide.md', 'Look into /root/notes.', 'names a folder of one machine'],
  ['deploy/Dockerfile', 'COPY /root/key /key', 'names a folder of one machine'],
  ['web/app/page.tsx', "const host = 'registry.example.com';", 'names a package registry'],
  ['gateway/src/a.ts', '// TODO finish', 'leaves work undone'],
  ['gateway/src/a.ts', '  debugger;', 'stops in a debugger'],
  ['gateway/src/a.test.ts', "test.only('one', () => {});", 'runs one test alone'],
  ['gateway/src/a.test.ts', "test('one', { only: true }, () => {});", 'runs one test alone'],
  ['gateway/src/a.ts', 'process.exit(1);', 'ends the process; only main.ts may'],
  ['packages/kit/src/a.ts', 'export interface GeofenceState {}', 'puts a product noun into kit'],
];

for (const [path, text, reason] of PLANTED) {
  test(`"${text}" in ${path} ${reason}`, async () => {
    await using repository = await temporaryRepository({ [path]: `\n${text}\n` });
    assert.deepEqual(await checkWords(repository.root), [`${path}:2 ${reason}: ${text.trim()}`]);
  });
}
