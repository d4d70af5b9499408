import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, signIn, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy({ TREKKER_TENANCY_INVITATION_DAYS: '2' })));
after(() => site[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const INVITED =
  'invitation { id signInName name role unit { name } invitedBy { signInName } createdAt expiresAt } token';

function invite(viewer: Viewer, input: Readonly<Record<string, unknown>> = {}) {
  const whole = { signInName: 'Bea', name: 'Bea Beaver', role: 'SUPERVISOR', ...input };
  return change(site, { field: 'inviteUser', selection: INVITED, input: whole }, { viewer });
}
function accept(token: string, { password = PASSWORD, clientAddress = 'unknown' } = {}) {
  const asked = {
    field: 'acceptInvitation',
    selection: 'accepted { tenantSlug signInName }',
    input: { token, password },
  };
  return change(site, asked, { clientAddress });
}
function revoke(viewer: Viewer, invitationId: string) {
  return change(site, { field: 'revokeInvitation', selection: 'invitationId', input: { invitationId } }, { viewer });
}
async function preview(token: string, clientAddress = 'unknown') {
  const document = `query P($token: String!) { invitationPreview(token: $token) { tenantName tenantSlug signInName name expiresAt } }`;
  return site.run(document, { variables: { token }, clientAddress });
}
async function waiting(viewer: Viewer): Promise<string[]> {
  const { data } = await site.run('{ invitations { signInName } }', { viewer });
  return data.invitations.map(({ signInName }: { signInName: string }) => signInName);
}
async function newUnit(viewer: Viewer, name: string): Promise<string> {
  return (
    await change(site, { field: 'createUnit', selection: 'unit { id }', input: { name, kind: 'CREW' } }, { viewer })
  ).unit.id;
}

test('invites somebody by a link that is told once and kept as a hash', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unitId = await newUnit(admin, 'Night');
  const { invitation, token } = await invite(admin, { unitId });
  const now = site.clock.now();
  assert.deepEqual(
    { ...invitation, id: '' },
    {
      id: '',
      signInName: 'Bea',
      name: 'Bea Beaver',
      role: 'SUPERVISOR',
      unit: { name: 'Night' },
      invitedBy: { signInName: 'admin' },
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 2 * DAY_MS).toISOString(),
    },
  );
  assert.ok(token.length >= 43);
  const kept = [
    await site.postgres.admin`select * from tenancy.invitations`,
    await site.postgres.admin`select * from directory.names`,
    await site.postgres.admin`select payload from log.entries`,
  ];
  assert.ok(!JSON.stringify(kept).includes(token));
  assert.deepEqual((await preview(token)).data.invitationPreview, {
    tenantName: (await site.run('{ viewer { tenant { name } } }', { viewer: admin })).data.viewer.tenant.name,
    tenantSlug: slug,
    signInName: 'Bea',
    name: 'Bea Beaver',
    expiresAt: invitation.expiresAt,
  });
});

test('makes the invited user with the promised role, who then signs in', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unitId = await newUnit(admin, 'Night');
  const { token } = await invite(admin, { unitId });
  assert.deepEqual(await accept(token), {
    accepted: { tenantSlug: slug, signInName: 'Bea' },
    refused: [],
    messages: [],
  });
  const bea = await viewerOf(site, slug, 'bea');
  assert.deepEqual(bea.grants[0]?.units, [unitId]);
  assert.ok(bea.grants[0]?.permissions.includes('people:write'));
  assert.deepEqual(await waiting(admin), []);
});

test('makes one user of an invitation that is accepted many times at once', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { token } = await invite(admin);
  const tries = Array.from({ length: 5 }, (_, i) => accept(token, { password: `password number ${i}` }));
  const answers = await Promise.all(tries);
  assert.equal(answers.filter(({ accepted }) => accepted !== null).length, 1);
  for (const { refused } of answers.filter(({ accepted }) => accepted === null)) {
    assert.deepEqual(refused, ['token INVITATION_REFUSED']);
  }
  const { data } = await site.run('{ users { nodes { signInName grants { role } } } }', { viewer: admin });
  assert.deepEqual(data.users.nodes, [
    { signInName: 'admin', grants: [{ role: 'ADMINISTRATOR' }] },
    { signInName: 'Bea', grants: [{ role: 'SUPERVISOR' }] },
  ]);
});

test('gives one answer to tokens that were used, taken back, have run out or never were', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const used = await invite(admin, { signInName: 'used' });
  assert.ok((await accept(used.token)).accepted);
  const gone = await invite(admin, { signInName: 'gone' });
  assert.equal((await revoke(admin, gone.invitation.id)).invitationId, gone.invitation.id);
  assert.deepEqual((await revoke(admin, gone.invitation.id)).refused, ['invitationId NOT_FOUND']);
  const late = await invite(admin, { signInName: 'late' });
  site.clock.advance(2 * DAY_MS - 1);
  assert.deepEqual(await waiting(admin), ['late']);
  assert.ok((await preview(late.token)).data.invitationPreview);
  site.clock.advance(1);
  assert.deepEqual(await waiting(admin), []);
  const answers = await Promise.all(
    [used.token, gone.token, late.token, 'never was', ''].map(async (token, i) => {
      const clientAddress = `192.0.2.${i}`;
      return [await preview(token, clientAddress), await accept(token, { clientAddress })];
    }),
  );
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.deepEqual(answers[0]?.[0], { data: { invitationPreview: null } });
});

test('slows down whoever tries tokens, by address, and nobody who has a good one', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { token } = await invite(admin);
  const clientAddress = '198.51.100.9';
  for (let i = 0; i < 30; i += 1) assert.ok((await preview(token, clientAddress)).data.invitationPreview);
  for (let i = 0; i < 20; i += 1) assert.equal((await preview(`guess ${i}`, clientAddress)).errors, undefined);
  assert.equal((await preview(token, clientAddress)).errors?.[0]?.extensions?.['code'], 'RATE_LIMITED');
  assert.deepEqual((await accept(token, { clientAddress })).refused, [' SIGN_IN_THROTTLED']);
  assert.equal((await signIn(site, slug, 'admin', PASSWORD, { clientAddress })).code, 'SIGN_IN_THROTTLED');
  assert.ok((await accept(token)).accepted);
});

test('invites nobody under a name that a user or another invitation has, whatever its case', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  assert.deepEqual((await invite(admin, { signInName: 'ADMIN' })).refused, ['signInName NAME_TAKEN']);
  const first = await invite(admin);
  const again = await invite(admin, { signInName: 'BEA' });
  assert.deepEqual([again.invitation, again.token, again.refused], [null, null, ['signInName NAME_TAKEN']]);
  site.clock.advance(2 * DAY_MS);
  const second = await invite(admin, { signInName: 'BEA' });
  assert.ok(second.token, 'an invitation that ran out stands in nobody’s way');
  await revoke(admin, second.invitation.id);
  assert.ok((await invite(admin)).token);
  assert.deepEqual((await accept(first.token)).refused, ['token INVITATION_REFUSED']);
  const atOnce = await Promise.all([invite(admin, { signInName: 'cyd' }), invite(admin, { signInName: 'CYD' })]);
  assert.equal(atOnce.filter(({ token }) => token !== null).length, 1);
});

test('makes no user of an invitation that is taken back at the same time', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { invitation, token } = await invite(admin);
  const accepting = await site.postgres.admin.begin(async (sql) => {
    await sql`delete from tenancy.invitations where invitation_id = ${invitation.id}`;
    const attempt = accept(token);
    await new Promise((resolve) => setTimeout(resolve, 400));
    return { attempt };
  });
  assert.deepEqual((await accepting.attempt).refused, ['token INVITATION_REFUSED']);
});

test('leaves an invitation as it is whose name somebody got meanwhile, and says so', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { token } = await invite(admin);
  const input = { signInName: 'bea', name: 'Another Bea', password: PASSWORD };
  await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const { accepted, refused } = await accept(token);
  assert.deepEqual([accepted, refused], [null, ['signInName NAME_TAKEN']]);
  assert.deepEqual(await waiting(admin), ['Bea']);
});

test('refuses bad names, units of nobody, short passwords and viewers who may not invite', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  assert.deepEqual((await invite(admin, { signInName: ' ', name: '' })).refused, [
    'signInName INVALID',
    'name INVALID',
  ]);
  const nowhere = '01900000-0000-7000-8000-000000000000';
  for (const unitId of [nowhere, 'x'])
    assert.deepEqual((await invite(admin, { unitId })).refused, ['unitId NOT_FOUND']);
  const unitId = await newUnit(admin, 'Night');
  const { token } = await invite(admin, { signInName: 'part', role: 'ADMINISTRATOR', unitId });
  const short = await accept(token, { password: 'hunter2' });
  assert.deepEqual([short.accepted, short.refused], [null, ['password INVALID']]);
  assert.ok(!JSON.stringify(short).includes('hunter2'));
  await accept(token);
  const part = await viewerOf(site, slug, 'part');
  for (const input of [{}, { unitId }]) {
    await assert.rejects(
      invite(part, input),
      /^Error: FORBIDDEN/,
      'who administers a part makes no users of the tenant',
    );
  }
  await assert.rejects(revoke(part, nowhere), /^Error: FORBIDDEN/);
});

test('gives a role only once a move of units is over', async () => {
  const { slug, tenantId, administratorId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { token } = await invite(admin);
  const input = { userId: administratorId, role: 'DISPATCHER' };
  let done = 0;
  const waits: Promise<unknown>[] = [];
  // As long as somebody moves units they have the tenant to themselves.
  await site.postgres.admin.begin(async (sql) => {
    await sql`select 1 from tenancy.tenants where tenant_id = ${tenantId} for no key update`;
    waits.push(
      accept(token),
      change(site, { field: 'grantRole', selection: 'grant { id }', input }, { viewer: admin }),
    );
    for (const one of waits) void one.then(() => (done += 1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(done, 0);
  });
  await Promise.all(waits);
  assert.equal(done, 2);
});

test('tells of invitations in the log without names', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const { invitation, token } = await invite(admin, { signInName: 'skipper', name: 'Skipper Smithson' });
  const gone = await invite(admin, { signInName: 'gone' });
  await revoke(admin, gone.invitation.id);
  await accept(token);
  const rows = await site.postgres.admin<{ type: string; actor_id: string; payload: Record<string, unknown> }[]>`
    select type, actor_id, payload from log.entries where tenant_id = ${tenantId} order by "offset"`;
  const userId = rows.at(-1)?.payload['userId'];
  assert.deepEqual(
    rows
      .slice(2)
      .map(({ type, actor_id: by }) => [type, by === userId ? 'skipper' : by === admin.actor.id ? 'admin' : by]),
    [
      ['invitation-made', 'admin'],
      ['invitation-made', 'admin'],
      ['invitation-revoked', 'admin'],
      ['user-created', 'skipper'],
      ['role-granted', 'admin'],
      ['invitation-accepted', 'skipper'],
    ],
  );
  assert.equal(rows.at(-1)?.payload['invitationId'], invitation.id);
  // No digits of an identifier spell them, as they may spell Bea.
  assert.doesNotMatch(JSON.stringify(rows), /skipper|smithson/i);
});
