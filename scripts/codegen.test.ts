import assert from 'node:assert/strict';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { codegen } from './codegen.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes"])\n';
const CATS = `${HEAD}
type Query { "A cat." cat("Its id." id: ID!): Cat @requiresScopes(scopes: [["cats:read"]]) }
"A cat." type Cat @key(fields: "id") { "Its id." id: ID! "Its name." name: String! "Born." born: DateTime! }
"An instant." scalar DateTime
`;
const DOGS = `${HEAD}
type Query { "A dog." dog: Dog @requiresScopes(scopes: [["dogs:read"]]) }
"A dog." type Dog { "The cat it fears." fears: Cat }
"A cat." type Cat @key(fields: "id", resolvable: false) { "Its id." id: ID! }
`;

test('subgraphs compose, and a second run finds everything fresh', async () => {
  await using repository = await sample();
  const first = await codegen(repository.root, { write: true });
  assert.deepEqual(first.problems, []);
  assert.deepEqual(first.changed, ['schema/__generated__/supergraph.graphql', 'schema/__generated__/api.graphql']);
  const second = await codegen(repository.root, { write: false });
  assert.deepEqual(second.changed, []);
});

test('a change of the schema makes the committed files stale, and nothing but a write changes them', async () => {
  await using repository = await sample();
  await codegen(repository.root, { write: true });
  await repository.write({ 'schema/cats.graphql': CATS.replace('name: String!', 'name: String') });
  const result = await codegen(repository.root, { write: false });
  assert.equal(result.changed.length, 2);
  assert.match(await readFile(join(repository.root, 'schema/__generated__/api.graphql'), 'utf8'), /name: String!/);
});

test('schemas that do not compose are reported with the code of the reason', async () => {
  await using repository = await sample();
  await repository.write({ 'schema/dogs.graphql': DOGS.replace('"Its id." id: ID!', '"Its id." id: Int!') });
  const { problems } = await codegen(repository.root, { write: true });
  assert.match(problems.join('\n'), /^FIELD_TYPE_MISMATCH: Type of field "Cat\.id" is incompatible/);
});

test('documents the web app shows are there for it by their paths, decisions are not', async () => {
  await using repository = await sample();
  await repository.write({ 'docs/guides/de/all.md': '# Für `alle`\n', 'docs/decisions/001-one.md': '# One\n' });
  await codegen(repository.root, { write: true });
  const texts = await readFile(join(repository.root, 'web/__generated__/documents.ts'), 'utf8');
  assert.ok(texts.includes(JSON.stringify('# Für `alle`\n')), texts);
  assert.ok(!texts.includes('decisions'), texts);
});

test('a schema that is no GraphQL is reported with its file', async () => {
  await using repository = await sample();
  await repository.write({ 'schema/dogs.graphql': 'type {' });
  const { problems } = await codegen(repository.root, { write: true });
  assert.match(problems.join('\n'), /^schema\/dogs\.graphql: Syntax Error/);
});

test('resolvers are typed for subgraphs with a folder and map rows by name', async () => {
  await using repository = await sample();
  await repository.write({
    'subgraphs/cats/src/db/rows.ts': 'export interface CatRow {}\nexport interface MouseRow {}\n',
  });
  await codegen(repository.root, { write: true });
  const types = await readFile(join(repository.root, 'subgraphs/cats/src/__generated__/resolvers.ts'), 'utf8');
  assert.match(types, /^import type \{ CatRow \} from '\.\.\/db\/rows\.ts';$/m);
  assert.match(types, /^import type \{ Context \} from '\.\.\/context\.ts';$/m);
  assert.match(types, /DateTime: \{ input: number; output: number; \}/);
  assert.doesNotMatch(types, /MouseRow/);
  await assert.rejects(readFile(join(repository.root, 'subgraphs/dogs/src/__generated__/resolvers.ts')));
});

test('a document of the web app that asks for an unknown field is a problem', async () => {
  await using repository = await sample();
  const document = (field: string) =>
    `import { graphql } from '../__generated__/index.ts';\nexport const dog = graphql(\`query Dog { dog { fears { ${field} } } }\`);\n`;
  await repository.write({ 'web/features/dog.ts': document('name') });
  assert.deepEqual((await codegen(repository.root, { write: true })).problems, []);
  const types = await readFile(join(repository.root, 'web/__generated__/graphql.ts'), 'utf8');
  assert.match(types, /DogDocument/);
  await repository.write({ 'web/features/dog.ts': document('colour') });
  const { problems } = await codegen(repository.root, { write: true });
  assert.match(problems.join('\n'), /Cannot query field "colour" on type "Cat"/);
});

async function sample() {
  const repository = await temporaryRepository({
    'codegen.yml': await readFile(join(import.meta.dirname, '../codegen.yml'), 'utf8'),
    'schema/cats.graphql': CATS,
    'schema/dogs.graphql': DOGS,
    'subgraphs/cats/README.md': '',
  });
  await symlink(join(import.meta.dirname, '../node_modules'), join(repository.root, 'node_modules'));
  return repository;
}
