import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPermissions } from './check-permissions.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

const TABLE = `
| permission | clerk | night guard |
| --- | --- | --- |
| \`cats:read\` | yes | yes |
| \`cats:write\` | yes | no |
`;
const FILES = {
  'schema/README.md': TABLE,
  'schema/cats.graphql':
    'type Query { cat: ID @requiresScopes(scopes: [["cats:read"]]) cats: ID @requiresScopes(scopes: [["cats:read", "cats:write"]]) }',
  'subgraphs/tenancy/src/domain/roles.ts': `
    export const ROLES = ['CLERK', 'NIGHT_GUARD'];
    export const permissionsOfRole = (role: string) => (role === 'CLERK' ? ['cats:read', 'cats:write'] : ['cats:read']);
  `,
};

test('a table that says what schema and roles say has no problem', async () => {
  await using repository = await temporaryRepository(FILES);
  assert.deepEqual(await checkPermissions(repository.root), []);
});

test('missing and surplus rows and a wrong cell are named', async () => {
  await using repository = await temporaryRepository({
    ...FILES,
    'schema/README.md': TABLE.replace('cats:write', 'dogs:read').replace('| yes | yes |', '| yes | no |'),
  });
  assert.deepEqual(await checkPermissions(repository.root), [
    'schema/README.md lacks a row for cats:write, which the schema asks for',
    'schema/README.md has a row for dogs:read, which the schema never asks for',
    'schema/README.md is wrong about cats:read of the night guard',
    'schema/README.md is wrong about dogs:read of the clerk',
  ]);
});
