import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkShape } from './check-shape.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

test('two subgraphs of one shape give no problem', async () => {
  await using repository = await twoSubgraphs();
  assert.deepEqual(await checkShape(repository.root), []);
});

test('a missing entry and an additional one are named with their subgraph', async () => {
  await using repository = await twoSubgraphs();
  await repository.remove('subgraphs/beta/src/workers');
  await repository.write({ 'subgraphs/alpha/src/utils/text.ts': '', 'subgraphs/alpha/notes.md': '' });
  assert.deepEqual(await checkShape(repository.root), [
    'subgraphs/alpha has notes.md, which its siblings do not have',
    'subgraphs/alpha/src has utils, which its siblings do not have',
    'subgraphs/beta/src lacks workers',
  ]);
});

test('a unit test beside its subject and generated files count as no entries', async () => {
  await using repository = await twoSubgraphs();
  await repository.write({
    'subgraphs/alpha/src/config.test.ts': '',
    'subgraphs/beta/src/__generated__/resolvers.ts': '',
  });
  assert.deepEqual(await checkShape(repository.root), []);
});

test('a main.ts of more than 40 lines is refused', async () => {
  await using repository = await twoSubgraphs();
  await repository.write({ 'subgraphs/beta/src/main.ts': 'start();\n'.repeat(40) });
  assert.deepEqual(await checkShape(repository.root), []);
  await repository.write({ 'subgraphs/beta/src/main.ts': 'start();\n'.repeat(41) });
  assert.deepEqual(await checkShape(repository.root), ['subgraphs/beta/src/main.ts has 41 lines, more than 40']);
});

test('other scripts, other keys and another tsconfig than those of the siblings are refused', async () => {
  await using repository = await twoSubgraphs();
  const { license: _, ...rest } = manifest('beta');
  await repository.write({
    'subgraphs/beta/package.json': JSON.stringify({ ...rest, scripts: { types: 'tsc' } }),
    'subgraphs/beta/tsconfig.json': '{ "include": ["src"] }',
  });
  assert.deepEqual(await checkShape(repository.root), [
    'subgraphs/beta: keys of package.json differ from those of subgraphs/alpha',
    'subgraphs/beta: name, version, licence, exports and scripts of package.json differ from those of subgraphs/alpha',
    'subgraphs/beta: settings of tsconfig.json differ from those of subgraphs/alpha',
  ]);
});

test('a package wanted in two versions is refused', async () => {
  await using repository = await twoSubgraphs();
  await repository.write({
    'subgraphs/beta/package.json': JSON.stringify({ ...manifest('beta'), dependencies: { graphql: '16.0.0' } }),
  });
  assert.deepEqual(await checkShape(repository.root), [
    'subgraphs/beta wants graphql 16.0.0, but subgraphs/alpha wants 16.15.0',
  ]);
});

test('a resolver file that carries no name of the schema is refused', async () => {
  await using repository = await twoSubgraphs();
  await repository.write({
    'subgraphs/alpha/src/resolvers/Query/thing.test.ts': '',
    'subgraphs/alpha/src/resolvers/Query/things.ts': '',
    'subgraphs/alpha/src/resolvers/paging.ts': '',
  });
  assert.deepEqual(await checkShape(repository.root), [
    'subgraphs/alpha/src/resolvers/Query/things.ts carries no name of schema/alpha.graphql',
    'subgraphs/alpha/src/resolvers/paging.ts carries no name of schema/alpha.graphql',
  ]);
});

test('a subgraph without a schema is refused', async () => {
  await using repository = await twoSubgraphs();
  await repository.remove('schema/beta.graphql');
  const problems = await checkShape(repository.root);
  assert.ok(problems.includes('subgraphs/beta has no schema/beta.graphql'));
});

function twoSubgraphs() {
  return temporaryRepository({
    'package.json': JSON.stringify({ workspaces: ['subgraphs/*'] }),
    ...subgraph('alpha'),
    ...subgraph('beta'),
  });
}

function subgraph(name: string): Record<string, string> {
  const folder = `subgraphs/${name}`;
  const source = [
    'index',
    'main',
    'config',
    'context',
    'events',
    'actions/do',
    'domain/rule',
    'db/rows',
    'workers/sweep',
  ];
  return {
    [`schema/${name}.graphql`]: 'type Query { thing: Thing } type Thing { id: ID! }',
    [`${folder}/README.md`]: '',
    [`${folder}/package.json`]: JSON.stringify(manifest(name)),
    [`${folder}/tsconfig.json`]: '{ "include": ["src", "test"] }',
    [`${folder}/turbo.json`]: '{ "tags": ["subgraph"] }',
    [`${folder}/migrations/001-first.sql`]: '',
    [`${folder}/test/acceptance.test.ts`]: '',
    [`${folder}/src/resolvers/Query/thing.ts`]: '',
    [`${folder}/src/resolvers/Thing.ts`]: '',
    [`${folder}/src/resolvers/index.ts`]: '',
    ...Object.fromEntries(source.map((path) => [`${folder}/src/${path}.ts`, ''])),
  };
}

function manifest(name: string) {
  return {
    name: `@trekker/${name}`,
    version: '0.1.0',
    license: 'Apache-2.0',
    scripts: { types: 'tsc --noEmit' },
    dependencies: { graphql: '16.15.0' },
  };
}
