import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { permissionsOfRole } from '../src/domain/roles.ts';
import { PASSWORD, signIn, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const CREATE_USER = 'mutation C($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
const GRANT = `mutation G($input: GrantRoleInput!) {
  grantRole(input: $input) { grant { id } userErrors { field code } }
}`;
const REVOKE = `mutation R($grantId: ID!) {
  revokeGrant(input: { grantId: $grantId }) { grantId userErrors { field code } }
}`;
const LAST = { grantId: null, userErrors: [{ field: ['input', 'grantId'], code: 'LAST_ADMINISTRATOR' }] };

async function newUser(viewer: Viewer, signInName: string): Promise<string> {
  const variables = { input: { signInName, name: signInName, password: PASSWORD } };
  return (await site.run(CREATE_USER, { viewer, variables })).data.createUser.user.id;
}
async function grant(viewer: Viewer, input: Record<string, unknown>) {
  return (await site.run(GRANT, { viewer, variables: { input } })).data.grantRole;
}
async function revoke(viewer: Viewer, grantId: string) {
  return (await site.run(REVOKE, { viewer, variables: { grantId } })).data.revokeGrant;
}
async function ownGrant(viewer: Viewer): Promise<string> {
  return (await site.run('{ viewer { user { grants { id } } } }', { viewer })).data.viewer.user.grants[0].id;
}
function bearer(session: { accessToken: { token: string } } | null) {
  return { authorization: `Bearer ${session?.accessToken.token}`, cookie: null };
}
function works(credentials: ReturnType<typeof bearer>, tenancy = site.tenancy): Promise<boolean> {
  return tenancy.authenticate(credentials).then(
    () => true,
    () => false,
  );
}
async function untilRefused(credentials: ReturnType<typeof bearer>, tenancy = site.tenancy): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (!(await works(credentials, tenancy))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('the token still works');
}

test('tells apart what a viewer may do in the whole tenant and in a part of it', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unit = 'mutation { createUnit(input: { name: "Crew", kind: CREW }) { unit { id } } }';
  const unitId = (await site.run(unit, { viewer: admin })).data.createUnit.unit.id;
  const userId = await newUser(admin, 'bea');
  const until = new Date(site.clock.now() + 1_000).toISOString();
  await grant(admin, { userId, role: 'ADMINISTRATOR', unitId });
  await grant(admin, { userId, role: 'DISPATCHER' });
  await grant(admin, { userId, role: 'SAFETY_OFFICER', until });
  const viewer = await viewerOf(site, slug, 'bea');
  const may = async (who: Viewer): Promise<{ permissions: string[]; tenantPermissions: string[] }> =>
    (await site.run('{ viewer { permissions tenantPermissions } }', { viewer: who })).data.viewer;
  const everywhere = await may(admin);
  assert.deepEqual(everywhere.tenantPermissions, everywhere.permissions);
  assert.ok((await may(viewer)).tenantPermissions.includes('audit:read'));
  site.clock.advance(1_000);
  const { permissions, tenantPermissions } = await may(viewer);
  assert.deepEqual(permissions, everywhere.permissions);
  assert.deepEqual(tenantPermissions, permissionsOfRole('DISPATCHER').toSorted());
});

test('keeps the last grant that administers the whole tenant', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const first = await ownGrant(admin);
  const unit = 'mutation { createUnit(input: { name: "Crew", kind: CREW }) { unit { id } } }';
  const unitId = (await site.run(unit, { viewer: admin })).data.createUnit.unit.id;
  const userId = await newUser(admin, 'bea');
  // Neither another role, nor a part of the tenant, nor a grant that has run out makes somebody its administrator.
  await grant(admin, { userId, role: 'SUPERVISOR' });
  await grant(admin, { userId, role: 'ADMINISTRATOR', unitId });
  const until = new Date(site.clock.now() + 1_000).toISOString();
  const short = (await grant(admin, { userId, role: 'ADMINISTRATOR', until })).grant.id;
  site.clock.advance(1_000);
  assert.deepEqual(await revoke(admin, first), LAST);
  assert.equal(await ownGrant(admin), first);
  assert.equal((await revoke(admin, short)).grantId, short);
  await grant(admin, { userId, role: 'ADMINISTRATOR' });
  assert.equal((await revoke(admin, first)).grantId, first);
});

test('lets one of two administrators stay who take back the role of each other at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { slug } = await site.tenant();
    const admin = await viewerOf(site, slug);
    const second = (await grant(admin, { userId: await newUser(admin, 'bea'), role: 'ADMINISTRATOR' })).grant.id;
    const bea = await viewerOf(site, slug, 'bea');
    const answers = await Promise.all([revoke(bea, await ownGrant(admin)), revoke(admin, second)]);
    assert.equal(answers.filter(({ grantId }) => grantId !== null).length, 1);
    assert.deepEqual(
      answers.find(({ grantId }) => grantId === null),
      LAST,
    );
  }
});

test('refuses a role that would have ended already', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const userId = await newUser(admin, 'bea');
  const now = site.clock.now();
  const past = await grant(admin, { userId, role: 'DISPATCHER', until: new Date(now).toISOString() });
  assert.deepEqual(past, { grant: null, userErrors: [{ field: ['input', 'until'], code: 'IN_THE_PAST' }] });
  const future = await grant(admin, { userId, role: 'DISPATCHER', until: new Date(now + 1).toISOString() });
  assert.ok(future.grant.id);
});

test('remembers what was taken away for as long as tokens of that time work', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const ids = await Promise.all(['bea', 'cyd'].map((name) => newUser(admin, name)));
  const grants = await Promise.all(ids.map((userId) => grant(admin, { userId, role: 'DISPATCHER' })));
  const bea = bearer((await signIn(site, slug, 'bea')).session);
  const cyd = bearer((await signIn(site, slug, 'cyd')).session);
  const leaving = (await signIn(site, slug)).session;
  const left = bearer(leaving);
  await revoke(admin, grants[0].grant.id);
  await untilRefused(bea);
  const viewer = await site.tenancy.authenticate({
    authorization: null,
    cookie: `trekker=${leaving?.sessionToken}`,
  });
  await site.run('mutation { signOut { signedOut } }', { viewer });
  await untilRefused(left);
  // What comes later is what makes the process look for things to forget.
  site.clock.advance(60_000);
  assert.equal(await works(cyd), true);
  await revoke(admin, grants[1].grant.id);
  await untilRefused(cyd);
  assert.deepEqual([await works(bea), await works(left)], [false, false]);
});

test('knows after a restart what was taken away before it', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const userId = await newUser(admin, 'bea');
  const { id } = (await grant(admin, { userId, role: 'DISPATCHER' })).grant;
  const taken = bearer((await signIn(site, slug, 'bea')).session);
  const kept = bearer((await signIn(site, slug)).session);
  await revoke(admin, id);
  await untilRefused(taken);
  // The clock stood still since the file began and the log has the time of the database: now is a minute after it.
  site.clock.set(Math.max(site.clock.now(), Date.now()) + 60_000);
  const again = site.again();
  await again.start();
  try {
    await untilRefused(taken, again);
    assert.equal(await works(kept, again), true);
  } finally {
    await again.stop();
  }
});
