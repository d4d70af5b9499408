import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, signIn, startTenancy, untilRefused, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const NEW_PASSWORD = 'another correct horse';
const LAST = ['userId LAST_ADMINISTRATOR'];

async function newUser(viewer: Viewer, signInName: string, role?: string): Promise<string> {
  const input = { signInName, name: signInName, password: PASSWORD };
  const { user } = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer });
  const granting = { field: 'grantRole', selection: 'grant { id }', input: { userId: user.id, role } };
  if (role) await change(site, granting, { viewer });
  return user.id;
}
function setActive(viewer: Viewer, userId: string, active: boolean) {
  const asked = { field: 'setUserActive', selection: 'user { active grants { role } }', input: { userId, active } };
  return change(site, asked, { viewer });
}
function changePassword(viewer: Viewer | null, currentPassword: string, newPassword = NEW_PASSWORD) {
  return change(
    site,
    { field: 'changePassword', selection: 'changed', input: { currentPassword, newPassword } },
    { viewer },
  );
}
function byCookie(sessionToken: string | undefined) {
  return site.tenancy.authenticate({ authorization: null, cookie: `trekker=${sessionToken}` });
}
function byToken(token: string | undefined) {
  return site.tenancy.authenticate({ authorization: `Bearer ${token}`, cookie: null });
}

test('knows a sign-in name in capitals and small letters of any script', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  for (const [name, typed] of [
    ['Émile', 'éMILE'],
    ['İBRAHİM', 'İbrahİm'],
    ['Ωmega', 'ωMEGA'],
    ['Straße', 'STRAßE'],
  ] as const) {
    await newUser(admin, name);
    assert.ok((await signIn(site, slug, typed)).session, typed);
    const invited = { signInName: `${name} II`, name, role: 'DISPATCHER' };
    const { refused } = await change(
      site,
      { field: 'inviteUser', selection: 'token', input: invited },
      { viewer: admin },
    );
    assert.deepEqual(refused, []);
  }
});

test('ends every session of a user who may not sign in any more, and lets them in again later', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const userId = await newUser(admin, 'bea', 'DISPATCHER');
  const { session } = await signIn(site, slug, 'bea');
  const { user } = await setActive(admin, userId, false);
  assert.deepEqual(user, { active: false, grants: [{ role: 'DISPATCHER' }] });
  await assert.rejects(byCookie(session?.sessionToken), { code: 'UNAUTHENTICATED' });
  await untilRefused(site, session?.accessToken.token ?? '');
  assert.equal((await signIn(site, slug, 'bea')).code, 'SIGN_IN_REFUSED');
  await assert.rejects(site.tenancy.developerToken({ tenant: slug, name: 'bea' }), { code: 'NOT_FOUND' });
  const invited = { signInName: 'BEA', name: 'Bea', role: 'DISPATCHER' };
  const again = await change(site, { field: 'inviteUser', selection: 'token', input: invited }, { viewer: admin });
  assert.deepEqual([again.token, again.refused], [null, ['signInName NAME_TAKEN']]);
  assert.deepEqual((await setActive(admin, userId, true)).user.active, true);
  await assert.rejects(byCookie(session?.sessionToken), { code: 'UNAUTHENTICATED' }, 'what ended stays ended');
  assert.ok((await signIn(site, slug, 'bea')).session);
});

test('keeps somebody who administers the whole tenant and may sign in', async () => {
  const { slug, administratorId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  assert.deepEqual((await setActive(admin, administratorId, false)).refused, LAST);
  const bea = await newUser(admin, 'bea', 'ADMINISTRATOR');
  await setActive(admin, bea, false);
  assert.deepEqual((await setActive(admin, administratorId, false)).refused, LAST);
  const own = (await site.run('{ viewer { user { grants { id } } } }', { viewer: admin })).data.viewer.user.grants[0]
    .id;
  const revoking = { field: 'revokeGrant', selection: 'grantId', input: { grantId: own } };
  assert.deepEqual((await change(site, revoking, { viewer: admin })).refused, ['grantId LAST_ADMINISTRATOR']);
  await setActive(admin, bea, true);
  assert.deepEqual((await setActive(admin, administratorId, false)).refused, []);
});

test('lets one of two administrators stay who shut each other out at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { slug, administratorId } = await site.tenant();
    const admin = await viewerOf(site, slug);
    const beaId = await newUser(admin, 'bea', 'ADMINISTRATOR');
    const bea = await viewerOf(site, slug, 'bea');
    const answers = await Promise.all([setActive(bea, administratorId, false), setActive(admin, beaId, false)]);
    assert.deepEqual(answers.map(({ refused }) => refused).toSorted(), [[], LAST]);
  }
});

test('sets nothing of users of nobody, and nothing twice', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  for (const userId of ['01900000-0000-7000-8000-000000000000', 'x']) {
    assert.deepEqual((await setActive(admin, userId, false)).refused, ['userId NOT_FOUND']);
  }
  const userId = await newUser(admin, 'bea');
  for (const active of [true, false, false, true, true]) {
    assert.equal((await setActive(admin, userId, active)).user.active, active);
  }
  const rows = await site.postgres.admin<{ type: string }[]>`
    select type from log.entries where tenant_id = ${tenantId} order by "offset" offset 3`;
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['user-deactivated', 'rights-shrank', 'user-activated'],
  );
});

test('tells when a user last signed in', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  await newUser(admin, 'bea');
  const told = async () => {
    const { data } = await site.run('{ users { nodes { signInName active lastSignedInAt } } }', { viewer: admin });
    return data.users.nodes;
  };
  const at = new Date(site.clock.now()).toISOString();
  assert.deepEqual(await told(), [
    { signInName: 'admin', active: true, lastSignedInAt: at },
    { signInName: 'bea', active: true, lastSignedInAt: null },
  ]);
  site.clock.advance(5_000);
  await signIn(site, slug, 'bea', 'a wrong password');
  assert.equal((await told())[1].lastSignedInAt, null);
  await signIn(site, slug, 'bea');
  assert.equal((await told())[1].lastSignedInAt, new Date(site.clock.now()).toISOString());
});

test('opens no session for whom it was taken while the password was looked at', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const userId = await newUser(admin, 'bea');
  const { admin: postgres } = site.postgres;
  for (const taken of ['active = false', `password_hash = password_hash || 'x'`]) {
    const signingIn = await postgres.begin(async (sql) => {
      await sql.unsafe(`update tenancy.users set ${taken} where user_id = '${userId}'`);
      // It reads the user as they were, and must wait for this transaction before there is a session.
      const attempt = signIn(site, slug, 'bea');
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { attempt };
    });
    assert.deepEqual(await signingIn.attempt, { session: null, code: 'SIGN_IN_REFUSED' });
    await postgres`update tenancy.users set active = true where user_id = ${userId}`;
  }
  const sessions = await postgres`select 1 from tenancy.sessions where tenant_id = ${tenantId} and user_id = ${userId}`;
  assert.equal(sessions.length, 0);
});

test('changes a password and ends every other session, by cookie at once and by token within seconds', async () => {
  const { slug } = await site.tenant();
  const other = (await signIn(site, slug)).session;
  const own = (await signIn(site, slug)).session;
  const viewer = await byCookie(own?.sessionToken);
  assert.deepEqual((await changePassword(viewer, PASSWORD)).changed, true);
  await assert.rejects(byCookie(other?.sessionToken), { code: 'UNAUTHENTICATED' });
  await untilRefused(site, other?.accessToken.token ?? '');
  assert.ok(await byCookie(own?.sessionToken));
  assert.ok(await byToken(own?.accessToken.token));
  assert.equal((await signIn(site, slug)).code, 'SIGN_IN_REFUSED');
  assert.ok((await signIn(site, slug, 'admin', NEW_PASSWORD)).session);
});

test('refuses a wrong present password, slows guessing down with sign-in, and repeats no password', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const short = await changePassword(viewer, PASSWORD, 'hunter2');
  assert.deepEqual([short.changed, short.refused], [false, ['newPassword INVALID']]);
  assert.ok(!JSON.stringify(short).includes('hunter2'));
  for (let i = 0; i < 4; i += 1) {
    assert.deepEqual((await changePassword(viewer, `guess ${i}`)).refused, ['currentPassword PASSWORD_REFUSED']);
  }
  assert.deepEqual((await changePassword(viewer, 'x'.repeat(201))).refused, ['currentPassword PASSWORD_REFUSED']);
  assert.deepEqual((await changePassword(viewer, PASSWORD)).refused, [' SIGN_IN_THROTTLED']);
  assert.equal((await signIn(site, slug)).code, 'SIGN_IN_THROTTLED');
  site.clock.advance(60_000);
  assert.equal((await changePassword(viewer, PASSWORD)).changed, true);
  await assert.rejects(changePassword(null, PASSWORD), /^Error: UNAUTHENTICATED/);
  const key: Viewer = { ...viewer, actor: { kind: 'key', id: viewer.actor.id } };
  await assert.rejects(changePassword(key, NEW_PASSWORD), /^Error: FORBIDDEN/);
});

test('takes one of two new passwords that come at once', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const answers = await Promise.all(
    ['first', 'second'].map((word) => changePassword(viewer, PASSWORD, `the ${word} new password`)),
  );
  assert.deepEqual(answers.map(({ changed }) => changed).toSorted(), [false, true]);
});
