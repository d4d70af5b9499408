import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const KEY =
  'secret key { id name secretPrefix permissions expiresAt lastUsedAt revokedAt createdBy { name } unit { name } }';

const create = (viewer: Viewer, input: Readonly<Record<string, unknown>>) =>
  change(site, { field: 'createApiKey', selection: KEY, input: { name: 'Payroll', ...input } }, { viewer });
const revoke = (viewer: Viewer, keyId: string) =>
  change(site, { field: 'revokeApiKey', selection: 'key { id revokedAt }', input: { keyId } }, { viewer });
const use = (secret: string, tenancy = site.tenancy) =>
  tenancy.authenticate({ authorization: `Bearer ${secret}`, cookie: null });
const refusal = (secret: string) =>
  use(secret).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

test('a key acts for its tenant with what it was given, and nothing else', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { secret, key } = await create(admin, { permissions: ['units:read', 'units:read', 'audit:read'] });
  assert.deepEqual(key.permissions, ['audit:read', 'units:read']);
  assert.equal(key.createdBy.name, 'Ada Administrator');
  assert.ok(secret.startsWith(key.secretPrefix) && secret.length > 40);
  const viewer = await use(secret);
  assert.deepEqual([viewer?.tenantId, viewer?.actor], [tenantId, { kind: 'key', id: key.id }]);
  const { data } = await site.run('{ viewer { user { id } permissions } units { totalCount } }', { viewer });
  assert.deepEqual(data, { viewer: { user: null, permissions: key.permissions }, units: { totalCount: 0 } });
  const refused = await site.run('{ users { totalCount } }', { viewer });
  assert.equal(refused.errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});

test('of a secret nothing is kept that leads back to it', async () => {
  const { slug } = await site.tenant();
  const { secret } = await create(await viewerOf(site, slug), { permissions: ['units:read'] });
  const stored = JSON.stringify([
    await site.postgres.admin`select * from tenancy.api_keys`,
    await site.postgres.admin`select * from directory.names`,
    await site.postgres.admin`select payload from log.entries`,
  ]);
  assert.ok(!stored.includes(secret) && !stored.includes(secret.slice(12)));
});

test('nobody gives a key what they do not hold, nor what would make it heirs', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { key, refused, messages } = await create(admin, {
    permissions: ['everything:write', 'keys:write', 'users:write'],
  });
  assert.equal(key, null);
  assert.deepEqual(refused, ['permissions NOT_HELD', 'permissions NOT_FOR_KEYS', 'permissions NOT_FOR_KEYS']);
  assert.match(messages[0], /"everything:write"/);
  const limited: Viewer = {
    ...admin,
    grants: [{ permissions: ['keys:write'], units: null, places: null, until: null }],
  };
  assert.deepEqual((await create(limited, { permissions: ['units:read'] })).refused, ['permissions NOT_HELD']);
});

test('who may only manage a part of the tenant makes no keys, and reads none', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unit = await change(
    site,
    { field: 'createUnit', selection: 'unit { id }', input: { name: 'Crew', kind: 'CREW' } },
    { viewer: admin },
  );
  const grants = [
    { permissions: ['keys:write', 'keys:read', 'units:read'], units: [unit.unit.id], places: null, until: null },
  ];
  const part: Viewer = { ...admin, grants };
  await assert.rejects(create(part, { permissions: ['units:read'] }), /FORBIDDEN/);
  await assert.rejects(revoke(part, '01900000-0000-7000-8000-000000000000'), /FORBIDDEN/);
  const { errors } = await site.run('{ apiKeys { totalCount } }', { viewer: part });
  assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});

test('a key that is limited to a unit reaches it and what lies below, as the tree is when it is used', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const add = async (name: string, parentId?: string): Promise<string> =>
    (
      await change(
        site,
        { field: 'createUnit', selection: 'unit { id }', input: { name, kind: 'CREW', parentId } },
        { viewer: admin },
      )
    ).unit.id;
  const above = await add('Above');
  await add('Elsewhere');
  const { secret, key } = await create(admin, { permissions: ['units:read'], unitId: above });
  assert.equal(key.unit.name, 'Above');
  const below = await add('Below', above);
  assert.deepEqual([...((await use(secret))?.grants[0]?.units ?? [])].toSorted(), [above, below].toSorted());
  const unknown = await create(admin, { permissions: ['units:read'], unitId: '01900000-0000-7000-8000-000000000000' });
  assert.deepEqual(unknown.refused, ['unitId NOT_FOUND']);
});

test('a revoked key is refused at once by every process, and whoever holds a viewer of it is told', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { secret, key } = await create(admin, { permissions: ['units:read'] });
  const viewer = await use(secret);
  assert.ok(viewer);
  const told = Promise.withResolvers<boolean>();
  const stop = site.tenancy.onRevoked((isRevoked) => {
    if (isRevoked(viewer)) told.resolve(isRevoked(admin));
  });
  assert.ok((await revoke(admin, key.id)).key.revokedAt);
  assert.equal(await refusal(secret), 'UNAUTHENTICATED');
  const other = site.again();
  await assert.rejects(use(secret, other), { code: 'UNAUTHENTICATED' });
  await other.stop();
  assert.equal(await told.promise, false, 'nobody else is concerned');
  stop();
  assert.deepEqual((await revoke(admin, key.id)).refused, ['keyId NOT_FOUND']);
});

test('a token that a key had issued ends with the key', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { secret, key } = await create(admin, { permissions: ['units:read'] });
  const viewer = await use(secret);
  const { data } = await site.run('mutation { issueAccessToken { token } }', { viewer });
  assert.equal((await use(data.issueAccessToken.token))?.actor.id, key.id);
  await revoke(admin, key.id);
  for (let tries = 0; (await refusal(data.issueAccessToken.token)) === 'accepted'; tries += 1) {
    assert.ok(tries < 150, 'the token still works');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('a key runs out at its instant and not before, and one that has run out already is not made', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const at = (ahead: number) => new Date(site.clock.now() + ahead).toISOString();
  assert.deepEqual((await create(admin, { permissions: ['units:read'], expiresAt: at(0) })).refused, [
    'expiresAt INVALID',
  ]);
  const { secret, key } = await create(admin, { permissions: ['units:read'], expiresAt: at(5_000) });
  assert.equal((await use(secret))?.expiresAt, Date.parse(key.expiresAt));
  site.clock.advance(4_999);
  assert.equal(await refusal(secret), 'accepted');
  site.clock.advance(1);
  assert.equal(await refusal(secret), 'UNAUTHENTICATED');
});

test('keys are listed newest first with when they were used, and no other tenant sees or revokes them', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const first = await create(admin, { name: 'First', permissions: ['units:read'] });
  site.clock.advance(1_000);
  await create(admin, { name: 'Second', permissions: ['units:read'] });
  const usedAt = new Date(site.clock.now()).toISOString();
  await use(first.secret);
  site.clock.advance(30_000);
  await use(first.secret);
  const list = '{ apiKeys(first: 5) { totalCount nodes { name lastUsedAt } } }';
  assert.deepEqual((await site.run(list, { viewer: admin })).data.apiKeys, {
    totalCount: 2,
    nodes: [
      { name: 'Second', lastUsedAt: null },
      { name: 'First', lastUsedAt: usedAt },
    ],
  });
  const stranger = await viewerOf(site, (await site.tenant()).slug);
  assert.equal((await site.run(list, { viewer: stranger })).data.apiKeys.totalCount, 0);
  assert.deepEqual((await revoke(stranger, first.key.id)).refused, ['keyId NOT_FOUND']);
  assert.equal(await refusal(first.secret), 'accepted');
});

test('making and revoking a key is audited, and so is what it does', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { secret, key } = await create(admin, { permissions: ['units:write'] });
  const viewer = await use(secret);
  await change(
    site,
    { field: 'createUnit', selection: 'unit { id }', input: { name: 'By key', kind: 'CREW' } },
    { viewer },
  );
  await revoke(admin, key.id);
  const { data } = await site.run(
    '{ auditEntries(first: 3) { nodes { action actor { kind id } subjects { name value } } } }',
    { viewer: admin },
  );
  const [revoked, made, created] = data.auditEntries.nodes;
  assert.deepEqual([revoked.action, revoked.subjects], ['api-key-revoked', [{ name: 'keyId', value: key.id }]]);
  assert.deepEqual([made.action, made.actor], ['unit-created', { kind: 'KEY', id: key.id }]);
  assert.deepEqual([created.action, created.actor.kind], ['api-key-created', 'USER']);
});

test('nonsense that looks like a key is refused like one that does not exist', async () => {
  assert.equal(await refusal('trk_nonsense'), 'UNAUTHENTICATED');
  assert.equal(await refusal(PASSWORD.replaceAll(' ', '')), 'UNAUTHENTICATED');
});
