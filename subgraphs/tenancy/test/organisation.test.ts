import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { resolveName, secretName } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';

import { PASSWORD, signIn, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const CREATE_UNIT = `mutation CreateUnit($input: CreateUnitInput!) {
  createUnit(input: $input) { unit { id name kind parent { name } } userErrors { field code message } }
}`;
const CREATE_USER = `mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) { user { id signInName grants { role } } userErrors { field code message params { value } } }
}`;
const GRANT = `mutation Grant($input: GrantRoleInput!) {
  grantRole(input: $input) { grant { id role unit { name } until } userErrors { field code } }
}`;

async function createUnit(viewer: Awaited<ReturnType<typeof viewerOf>>, input: Record<string, unknown>) {
  return (await site.run(CREATE_UNIT, { viewer, variables: { input } })).data.createUnit;
}

test('builds a tree of units and refuses a second sibling of one name', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const company = await createUnit(viewer, { name: '  Northwind  ', kind: 'COMPANY' });
  assert.equal(company.unit.name, 'Northwind');
  const crew = await createUnit(viewer, { name: 'Night', kind: 'CREW', parentId: company.unit.id });
  assert.equal(crew.unit.parent.name, 'Northwind');
  const again = await createUnit(viewer, { name: 'Night', kind: 'CREW', parentId: company.unit.id });
  assert.deepEqual(
    [again.unit, again.userErrors[0].code, again.userErrors[0].field],
    [null, 'NAME_TAKEN', ['input', 'name']],
  );
  const { data } = await site.run(
    '{ units(first: 1) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }',
    { viewer },
  );
  assert.deepEqual(
    [data.units.totalCount, data.units.nodes[0].name, data.units.pageInfo.hasNextPage],
    [2, 'Night', true],
  );
  const after = data.units.pageInfo.endCursor as string;
  const next = await site.run(
    'query Q($after: String) { units(first: 5, after: $after) { nodes { name children { name } } } }',
    {
      viewer,
      variables: { after },
    },
  );
  assert.deepEqual(next.data.units.nodes, [{ name: 'Northwind', children: [{ name: 'Night' }] }]);
});

test('nests units sixteen deep and no deeper', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  let parentId: string | null = null;
  for (let depth = 1; depth <= 16; depth += 1) {
    const { unit } = await createUnit(viewer, { name: `Level ${depth}`, kind: 'DEPARTMENT', parentId });
    parentId = unit.id;
  }
  const deeper = await createUnit(viewer, { name: 'Level 17', kind: 'DEPARTMENT', parentId });
  assert.deepEqual(
    [deeper.unit, deeper.userErrors[0].code, deeper.userErrors[0].field],
    [null, 'TOO_DEEP', ['input', 'parentId']],
  );
});

test('names field and problem of bad input and never repeats a password', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const unit = await createUnit(viewer, { name: '', kind: 'CREW', parentId: '01900000-0000-7000-8000-000000000000' });
  assert.deepEqual(unit.userErrors[0].field, ['input', 'name']);
  const { data } = await site.run(CREATE_USER, {
    viewer,
    variables: { input: { signInName: 'bob', name: 'Bob', password: 'hunter2' } },
  });
  assert.match(data.createUser.userErrors[0].message, /at least 12/);
  assert.ok(!JSON.stringify(data).includes('hunter2'));
});

test('refuses pages that are too large and cursors of another list', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  for (const args of ['first: 501', 'first: 0', 'first: 5, after: "bm90IGEgY3Vyc29y"']) {
    const { errors } = await site.run(`{ users(${args}) { totalCount } }`, { viewer });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
  }
});

test('limits a role to a unit and all below it, and takes it back within seconds', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const company = (await createUnit(admin, { name: 'Acme', kind: 'COMPANY' })).unit;
  const crew = (await createUnit(admin, { name: 'Day', kind: 'CREW', parentId: company.id })).unit;
  const other = (await createUnit(admin, { name: 'Other', kind: 'COMPANY' })).unit;
  const input = { signInName: 'sue', name: 'Sue', password: PASSWORD };
  const user = (await site.run(CREATE_USER, { viewer: admin, variables: { input } })).data.createUser.user;
  const grant = (
    await site.run(GRANT, {
      viewer: admin,
      variables: { input: { userId: user.id, role: 'SUPERVISOR', unitId: company.id } },
    })
  ).data.grantRole.grant;
  assert.equal(grant.unit.name, 'Acme');
  const sue = await viewerOf(site, slug, 'sue');
  assert.deepEqual([...(sue.grants[0]?.units ?? [])].toSorted(), [company.id, crew.id].toSorted());
  assert.ok(!sue.grants[0]?.units?.includes(other.id));
  assert.equal(
    (await site.run(CREATE_UNIT, { viewer: sue, variables: { input: { name: 'x', kind: 'CREW' } } })).errors?.[0]
      ?.extensions?.['code'],
    'FORBIDDEN',
  );
  const { session } = await signIn(site, slug, 'sue');
  const revoke = `mutation { revokeGrant(input: { grantId: "${grant.id}" }) { grantId userErrors { code } } }`;
  assert.equal((await site.run(revoke, { viewer: admin })).data.revokeGrant.grantId, grant.id);
  const token = { authorization: `Bearer ${session?.accessToken.token}`, cookie: null };
  for (let tries = 0; tries < 100; tries += 1) {
    const accepted = await site.tenancy.authenticate(token).then(
      () => true,
      () => false,
    );
    if (!accepted) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('the token still works');
});

test('gives a viewer of another tenant the same answer for its ids as for ids that do not exist', async () => {
  const ours = await site.tenant();
  const theirs = await site.tenant();
  const admin = await viewerOf(site, ours.slug);
  const stranger = await viewerOf(site, theirs.slug);
  const unit = (await createUnit(admin, { name: 'Secret', kind: 'CREW' })).unit;
  const nowhere = '01900000-0000-7000-8000-000000000000';
  const ask = async (id: string) => {
    const answer = await site.run(`query Q($id: ID!) { unit(id: $id) { name } user(id: $id) { name } }`, {
      viewer: stranger,
      variables: { id },
    });
    const inside = await createUnit(stranger, { name: `under ${id.length}`, kind: 'CREW', parentId: id });
    return JSON.stringify([answer, inside]).replaceAll(id, 'ID');
  };
  for (const id of [unit.id, ours.administratorId]) assert.equal(await ask(id), await ask(nowhere));
});

test('finds grants and doors by their key for their own tenant alone', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const stranger = await viewerOf(site, (await site.tenant()).slug);
  const open = 'mutation { createIngestDoor(input: { name: "Phones" }) { door { id } } }';
  const doorId = (await site.run(open, { viewer: admin })).data.createIngestDoor.door.id;
  const grantId = (await site.run('{ viewer { user { grants { id } } } }', { viewer: admin })).data.viewer.user
    .grants[0].id;
  const byKey = `{ _entities(representations: [{ __typename: "Grant", id: "${grantId}" }, { __typename: "IngestDoor", id: "${doorId}" }]) {
    ... on Grant { id role } ... on IngestDoor { id name } } }`;
  const found = [
    { id: grantId, role: 'ADMINISTRATOR' },
    { id: doorId, name: 'Phones' },
  ];
  assert.deepEqual(await site.run(byKey, { viewer: admin }), { data: { _entities: found } });
  assert.deepEqual(await site.run(byKey, { viewer: stranger }), { data: { _entities: [null, null] } });
});

test('opens a door whose token is told once, and closes it for ever', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const open = 'mutation { createIngestDoor(input: { name: "Phones" }) { token door { id tokenPrefix closedAt } } }';
  const { token, door } = (await site.run(open, { viewer })).data.createIngestDoor;
  assert.ok(token.startsWith(door.tokenPrefix) && token.length > 30);
  const stored = JSON.stringify(await site.postgres.admin`select * from tenancy.ingest_doors`);
  assert.ok(!stored.includes(token));
  const directory = site.postgres.open('tenancy');
  const behindToken = async () =>
    (await directory.withDirectory((sql) => resolveName(sql, 'door', secretName(token))))?.entityId ?? null;
  assert.equal(await behindToken(), door.id);
  const close = `mutation { closeIngestDoor(input: { doorId: "${door.id}" }) { door { closedAt } userErrors { code } } }`;
  assert.ok((await site.run(close, { viewer })).data.closeIngestDoor.door.closedAt);
  assert.equal(await behindToken(), null);
  assert.equal((await site.run(close, { viewer })).data.closeIngestDoor.userErrors[0].code, 'NOT_FOUND');
});

test('keeps every table of tenancy apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'tenancy'), []);
});
