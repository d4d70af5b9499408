import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;

/** A second administrator of the tenant, who may invite. */
async function administrator(admin: Viewer, { slug, name, until }: { slug: string; name: string; until?: string }) {
  const input = { signInName: name, name, password: PASSWORD };
  const { user } = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const userId = user.id as string;
  const grantId = await grant(admin, { userId, role: 'ADMINISTRATOR', until });
  return { userId, grantId, viewer: await viewerOf(site, slug, name) };
}
async function grant(admin: Viewer, input: Readonly<Record<string, unknown>>): Promise<string> {
  const asked = { field: 'grantRole', selection: 'grant { id }', input };
  return (await change(site, asked, { viewer: admin })).grant.id;
}
async function invite(viewer: Viewer, signInName: string): Promise<string> {
  const input = { signInName, name: 'Bea Beaver', role: 'ADMINISTRATOR' };
  return (await change(site, { field: 'inviteUser', selection: 'token', input }, { viewer })).token;
}
function accept(token: string) {
  const input = { token, password: PASSWORD };
  return change(site, { field: 'acceptInvitation', selection: 'accepted { signInName }', input });
}
async function isShown(token: string): Promise<boolean> {
  const document = 'query P($token: String!) { invitationPreview(token: $token) { name } }';
  return (await site.run(document, { variables: { token } })).data.invitationPreview !== null;
}
async function assertRefused(token: string): Promise<void> {
  const { messages } = await accept('never was');
  assert.deepEqual(await accept(token), { accepted: null, refused: ['token INVITATION_REFUSED'], messages });
  assert.equal(await isShown(token), false);
}
function setActive(admin: Viewer, userId: string, active: boolean) {
  return change(
    site,
    { field: 'setUserActive', selection: 'user { id }', input: { userId, active } },
    { viewer: admin },
  );
}

test('makes no user of an invitation by somebody who may not sign in any more', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { userId, viewer } = await administrator(admin, { slug, name: 'bad' });
  const token = await invite(viewer, 'back door');
  assert.equal(await isShown(token), true);
  await setActive(admin, userId, false);
  await assertRefused(token);
  await setActive(admin, userId, true);
  assert.ok((await accept(token)).accepted, 'whoever may invite again stands by it again');
});

test('makes no user of an invitation by somebody who may not invite any more', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { userId, grantId, viewer } = await administrator(admin, { slug, name: 'bad' });
  const token = await invite(viewer, 'back door');
  const unit = { field: 'createUnit', selection: 'unit { id }', input: { name: 'Night', kind: 'CREW' } };
  const unitId = (await change(site, unit, { viewer: admin })).unit.id;
  // Who administers a part invites nobody.
  await grant(admin, { userId, role: 'ADMINISTRATOR', unitId });
  const taken = { field: 'revokeGrant', selection: 'grantId', input: { grantId } };
  assert.equal((await change(site, taken, { viewer: admin })).grantId, grantId);
  await assertRefused(token);
});

test('makes no user of an invitation by somebody whose role has ended by itself', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const until = new Date(site.clock.now() + DAY_MS).toISOString();
  const { viewer } = await administrator(admin, { slug, name: 'guest', until });
  const token = await invite(viewer, 'back door');
  site.clock.advance(DAY_MS - 1);
  assert.equal(await isShown(token), true);
  site.clock.advance(1);
  await assertRefused(token);
});

test('makes no user of an invitation whose inviter is sent away at the same time', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  for (const name of ['suspended', 'demoted']) {
    const { userId, viewer } = await administrator(admin, { slug, name });
    const token = await invite(viewer, `back door of ${name}`);
    const accepting = await site.postgres.admin.begin(async (sql) => {
      if (name === 'suspended') await sql`update tenancy.users set active = false where user_id = ${userId}`;
      else {
        await sql`delete from tenancy.grants where user_id = ${userId}`;
        await sql`update tenancy.users set epoch = epoch + 1 where user_id = ${userId}`;
      }
      const attempt = accept(token);
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { attempt };
    });
    assert.deepEqual((await accepting.attempt).refused, ['token INVITATION_REFUSED'], name);
  }
});
