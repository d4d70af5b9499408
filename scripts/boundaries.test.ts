import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readManifest, workspaceFolders } from './check/workspaces.ts';
import { temporaryRepository, type TemporaryRepository } from './testing/temporary-repository.ts';

const ROOT = join(import.meta.dirname, '..');

test('the workspaces keep the boundaries when their manifests are all there is', async () => {
  await using repository = await manifestsOnly();
  assert.equal(boundaries(repository).status, 0);
});

const DENIED: [from: string, to: string][] = [
  ['subgraphs/tenancy', 'subgraphs/trackers'],
  ['subgraphs/tenancy', 'packages/protocols'],
  ['subgraphs/tenancy', 'gateway'],
  ['gateway', 'subgraphs/tenancy'],
  ['gateway', 'schema'],
  ['packages/kit', 'subgraphs/tenancy'],
  ['packages/kit', 'packages/protocols'],
  ['packages/geo', 'packages/kit'],
  ['packages/protocols', 'packages/geo'],
  ['packages/simulator', 'packages/kit'],
  ['web', 'packages/kit'],
  ['web', 'gateway'],
];
for (const [from, to] of DENIED) {
  test(`${from} may not import ${to}, even when it declares the dependency`, async () => {
    await using repository = await manifestsOnly();
    await plantImport(repository, from, to);
    const { status, stdout, stderr } = boundaries(repository);
    assert.equal(status, 1);
    assert.match(stdout + stderr, /without any tag listed in allowlist/);
  });
}

const ALLOWED: [from: string, to: string][] = [
  ['subgraphs/tenancy', 'packages/kit'],
  ['subgraphs/positions', 'packages/protocols'],
  ['packages/kit', 'packages/geo'],
  ['web', 'packages/geo'],
  ['bench', 'subgraphs/tenancy'],
];
for (const [from, to] of ALLOWED) {
  test(`${from} may import ${to}`, async () => {
    await using repository = await manifestsOnly();
    await plantImport(repository, from, to);
    assert.equal(boundaries(repository).status, 0);
  });
}

test('an import that leaves the workspace by path and one that is not declared are refused', async () => {
  await using repository = await manifestsOnly();
  await repository.write({ 'subgraphs/tenancy/src/planted.ts': "import '../../trackers/src/planted.ts';\n" });
  assert.equal(boundaries(repository).status, 1);
  await repository.write({ 'subgraphs/tenancy/src/planted.ts': "import '@trekker/stack';\n" });
  assert.equal(boundaries(repository).status, 1);
});

async function manifestsOnly(): Promise<TemporaryRepository> {
  const folders = await workspaceFolders(ROOT);
  const paths = ['package.json', 'package-lock.json', 'turbo.json'].concat(
    folders.flatMap((folder) => [`${folder}/package.json`, `${folder}/turbo.json`]),
  );
  const texts = await Promise.all(paths.map((path) => readFile(join(ROOT, path), 'utf8')));
  return temporaryRepository(Object.fromEntries(paths.map((path, i) => [path, texts[i] ?? ''])));
}

async function plantImport(repository: TemporaryRepository, from: string, to: string): Promise<void> {
  const { name = '', version = '' } = await readManifest(join(repository.root, to, 'package.json'));
  const manifest = await readManifest(join(repository.root, from, 'package.json'));
  const dependencies = { ...manifest.dependencies, [name]: version };
  await repository.write({
    [`${from}/package.json`]: JSON.stringify({ ...manifest, dependencies }),
    [`${from}/src/planted.ts`]: `import { planted } from '${name}';\nexport const again = planted;\n`,
  });
}

function boundaries({ root }: TemporaryRepository) {
  const turbo = join(ROOT, 'node_modules/.bin/turbo');
  return spawnSync(turbo, ['boundaries', '--cwd', root], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}
