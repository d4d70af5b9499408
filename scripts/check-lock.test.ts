import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLock, missingOptionalPackages, satisfies } from './check-lock.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

test('an optional package is found in its own folder and in those above', () => {
  const packages = {
    '': { optionalDependencies: { top: '1.0.0' } },
    'node_modules/top': { version: '1.0.0' },
    'node_modules/tool': { version: '2.0.0', optionalDependencies: { own: '2.0.0', top: '1.0.0' } },
    'node_modules/tool/node_modules/own': { version: '2.0.0' },
    'packages/stack': { optionalDependencies: { binary: '3.0.0-beta.1' } },
    'node_modules/binary': { version: '3.0.0-beta.1' },
  };
  assert.deepEqual(missingOptionalPackages(packages), []);
});

test('an optional package that is absent, or there in another version, is a problem', () => {
  const packages = {
    'node_modules/tool': { version: '2.0.0', optionalDependencies: { 'tool-linux': '2.0.0', 'tool-mac': '2.0.0' } },
    'node_modules/tool-mac': { version: '1.9.0' },
    'node_modules/other/node_modules/tool-linux': { version: '2.0.0' },
  };
  assert.deepEqual(missingOptionalPackages(packages), [
    'node_modules/tool wants tool-linux 2.0.0, but the lock has no entry for it',
    'node_modules/tool wants tool-mac 2.0.0, but the lock has 1.9.0',
  ]);
});

test('a caret fixes the first number that is not zero, a tilde the first two', () => {
  const table: [version: string, range: string, expected: boolean][] = [
    ['1.4.0', '^1.2.3', true],
    ['1.2.2', '^1.2.3', false],
    ['2.0.0', '^1.2.3', false],
    ['0.7.9', '^0.7.2', true],
    ['0.8.0', '^0.7.2', false],
    ['0.0.4', '^0.0.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['18.4.0-beta.17', '18.4.0-beta.17', true],
    ['1.0.0', '>=1.0.0', false],
  ];
  for (const [version, range, expected] of table)
    assert.equal(satisfies(version, range), expected, `${version} ${range}`);
});

test('a lock that fits its manifest passes', async () => {
  await using repository = await temporaryRepository(project());
  assert.deepEqual(await checkLock(repository.root), []);
});

test('a package the lock does not know is a problem', async () => {
  await using repository = await temporaryRepository(project());
  await repository.write({
    'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', workspaces: ['one', 'two'] }),
    'two/package.json': JSON.stringify({ name: 'two', version: '1.0.0' }),
  });
  const problems = await checkLock(repository.root);
  assert.match(problems.join('\n'), /Missing: two@/);
});

test('the address of a registry in the lock is a problem', async () => {
  await using repository = await temporaryRepository(project({ resolved: 'https://packages.invalid/one.tgz' }));
  const problems = await checkLock(repository.root);
  assert.ok(problems.includes('package-lock.json names the registry one came from; .npmrc should omit it'));
});

function project(one: { resolved?: string } = {}): Record<string, string> {
  const manifest = { name: 'sample', version: '1.0.0', workspaces: ['one'] };
  return {
    'package.json': JSON.stringify(manifest),
    'one/package.json': JSON.stringify({ name: 'one', version: '1.0.0' }),
    'package-lock.json': JSON.stringify({
      ...manifest,
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': manifest,
        'node_modules/one': { resolved: 'one', link: true },
        one: { version: '1.0.0', ...one },
      },
    }),
  };
}
