import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PASSWORD, signIn, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

test('opens a session whose cookie and access token stand for the same viewer', async () => {
  const { slug, tenantId, administratorId } = await site.tenant();
  const { session } = await signIn(site, slug, 'ADMIN');
  const byCookie = await site.tenancy.authenticate({
    authorization: null,
    cookie: `a=b; __Host-trekker=${session?.sessionToken}`,
  });
  const byToken = await site.tenancy.authenticate({
    authorization: `Bearer ${session?.accessToken.token}`,
    cookie: null,
  });
  for (const viewer of [byCookie, byToken]) {
    assert.deepEqual([viewer?.tenantId, viewer?.actor], [tenantId, { kind: 'user', id: administratorId }]);
    assert.ok(viewer?.grants[0]?.permissions.includes('users:write'));
  }
});

test('refuses a wrong tenant, name and password with one and the same answer', async () => {
  const { slug } = await site.tenant();
  const answers = [
    await signIn(site, 'nowhere'),
    await signIn(site, slug, 'nobody'),
    await signIn(site, slug, 'admin', 'wrong password!'),
  ];
  assert.deepEqual(
    answers,
    Array.from({ length: 3 }, () => ({ session: null, code: 'SIGN_IN_REFUSED' })),
  );
});

test('looks at no further attempt for a while after many wrong ones, not even a right one', async () => {
  const { slug } = await site.tenant();
  for (let attempt = 0; attempt < 6; attempt += 1) await signIn(site, slug, 'admin', `guess number ${attempt}`);
  assert.equal((await signIn(site, slug)).code, 'SIGN_IN_THROTTLED');
  site.clock.advance(60_000);
  assert.ok((await signIn(site, slug)).session);
});

test('lets no more guesses at once through than one after another, and none of them hides a right one for long', async () => {
  const { slug } = await site.tenant();
  const guess = (_: unknown, index: number) =>
    signIn(site, slug, 'admin', `guess number ${index}`, { clientAddress: `192.0.2.${index}` });
  const codes = (await Promise.all(Array.from({ length: 30 }, guess))).map(({ code }) => code);
  assert.equal(codes.filter((code) => code === 'SIGN_IN_REFUSED').length, 5);
  assert.equal(codes.filter((code) => code === 'SIGN_IN_THROTTLED').length, 25);
  site.clock.advance(1_000);
  assert.ok((await signIn(site, slug)).session);
});

test('looks at no further attempt from an address after many wrong ones, whatever the accounts', async () => {
  const { slug } = await site.tenant();
  const clientAddress = '198.51.100.7';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    assert.equal((await signIn(site, slug, `nobody ${attempt}`, PASSWORD, { clientAddress })).code, 'SIGN_IN_REFUSED');
  }
  assert.equal((await signIn(site, slug, 'admin', PASSWORD, { clientAddress })).code, 'SIGN_IN_THROTTLED');
  assert.ok((await signIn(site, slug)).session);
});

test('forgets the wrong attempts at an account once a right one came', async () => {
  const { slug } = await site.tenant();
  for (let round = 0; round < 3; round += 1) {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const clientAddress = `203.0.113.${round}`;
      assert.equal((await signIn(site, slug, 'admin', 'a guess', { clientAddress })).code, 'SIGN_IN_REFUSED');
    }
    assert.ok((await signIn(site, slug)).session);
  }
});

test('refuses names that are too long or have control characters like wrong ones, and too long passwords', async () => {
  const { slug } = await site.tenant();
  const long = 'x'.repeat(201);
  const wrong: [string, string, string][] = [
    [long, 'admin', PASSWORD],
    [slug, long, PASSWORD],
    [slug, 'admin', long],
    [slug, 'ad\0min', PASSWORD],
  ];
  for (const [index, [tenant, name, password]] of wrong.entries()) {
    const answer = await signIn(site, tenant, name, password, { clientAddress: `203.0.113.1${index}` });
    assert.deepEqual(answer, { session: null, code: 'SIGN_IN_REFUSED' });
  }
  // All of them count as one account that is nobody's, so what they name is not kept.
  await signIn(site, slug, 'y'.repeat(500), PASSWORD, { clientAddress: '203.0.113.20' });
  const sixth = await signIn(site, slug, 'z'.repeat(500), PASSWORD, { clientAddress: '203.0.113.21' });
  assert.equal(sixth.code, 'SIGN_IN_THROTTLED');
  const password = 'p'.repeat(200);
  const input = { signInName: 'patience', name: 'Patience', password };
  const create = 'mutation C($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }';
  await site.run(create, { viewer: await viewerOf(site, slug), variables: { input } });
  assert.ok((await signIn(site, slug, 'patience', password)).session);
});

test('ends a session at sign-out, its cookie at once and its tokens with it', async () => {
  const { slug } = await site.tenant();
  const { session } = await signIn(site, slug);
  const credentials = [
    { authorization: null, cookie: `trekker=${session?.sessionToken}` },
    { authorization: `Bearer ${session?.accessToken.token}`, cookie: null },
  ];
  const viewer = await site.tenancy.authenticate(credentials[0] ?? { authorization: null, cookie: null });
  const revoked: boolean[] = [];
  const off = site.tenancy.onRevoked((isRevoked) => void revoked.push(viewer !== null && isRevoked(viewer)));
  const { data } = await site.run('mutation { signOut { signedOut } }', { viewer });
  assert.equal(data.signOut.signedOut, true);
  await until(() => revoked.includes(true));
  off();
  for (const one of credentials) await assert.rejects(site.tenancy.authenticate(one), { code: 'UNAUTHENTICATED' });
});

test('refuses credentials that expired, were forged or are of another kind', async () => {
  const { slug } = await site.tenant();
  const { session } = await signIn(site, slug);
  const [header, claims, signature] = session?.accessToken.token.split('.') ?? [];
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const token of [`${header}.${claims}.`, `${none}.${claims}.`, `${header}.${none}.${signature}`, 'x', '']) {
    await assert.rejects(site.tenancy.authenticate({ authorization: `Bearer ${token}`, cookie: null }), {
      code: 'UNAUTHENTICATED',
    });
  }
  await assert.rejects(site.tenancy.authenticate({ authorization: null, cookie: 'trekker=guess' }), {
    code: 'UNAUTHENTICATED',
  });
  assert.equal(await site.tenancy.authenticate({ authorization: null, cookie: 'other=1' }), null);
  site.clock.advance(300_000);
  const expired = { authorization: `Bearer ${session?.accessToken.token}`, cookie: null };
  await assert.rejects(site.tenancy.authenticate(expired), { code: 'TOKEN_EXPIRED' });
  site.clock.advance(43_200_000);
  await assert.rejects(site.tenancy.authenticate({ authorization: null, cookie: `trekker=${session?.sessionToken}` }), {
    code: 'TOKEN_EXPIRED',
  });
});

test('issues further access tokens to a session, none beyond its end', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  site.clock.advance(43_200_000 - 60_000);
  const { data } = await site.run('mutation { issueAccessToken { token expiresAt } }', { viewer });
  assert.equal(Date.parse(data.issueAccessToken.expiresAt), viewer.expiresAt);
});

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(done(), 'it did not happen');
}

const SET_UP = `mutation SetUp($input: SetUpInput!) {
  setUp(input: $input) { tenant { slug name } userErrors { field code } }
}`;

test('makes the first tenant with the token of the one-time link, once', async () => {
  const token = 'the token that the first start printed';
  await site.tenancy.allowSetUp(token);
  const administrator = { signInName: 'root', name: 'Ruth', password: 'a good long password' };
  const input = { token, tenant: 'first', tenantName: 'First', timeZone: 'Europe/Berlin', ...administrator };
  const setUp = async (changes: object = {}) =>
    (await site.run(SET_UP, { variables: { input: { ...input, ...changes } } })).data.setUp;
  assert.deepEqual(
    (await setUp({ timeZone: 'Mars/Olympus', password: 'short', tenant: 'No Spaces' })).userErrors.map(
      (one: { field: string[] }) => one.field[1],
    ),
    ['tenant', 'timeZone', 'password'],
  );
  assert.equal((await setUp({ token: 'a guess' })).userErrors[0].code, 'SET_UP_REFUSED');
  const both = await Promise.all([setUp(), setUp({ tenant: 'second' })]);
  assert.deepEqual(both.map(({ tenant }) => tenant !== null).toSorted(), [false, true]);
  const made = both.find(({ tenant }) => tenant !== null).tenant.slug as string;
  assert.ok((await signIn(site, made, 'root', administrator.password)).session);
  const today = site.clock.now();
  site.clock.set(Date.now() - 2 * 86_400_000);
  await site.tenancy.allowSetUp('printed the day before yesterday');
  site.clock.set(today);
  assert.equal(
    (await setUp({ token: 'printed the day before yesterday', tenant: 'third' })).userErrors[0].code,
    'SET_UP_REFUSED',
  );
});

test('gives the token of the one-time link back, for the rest of its day, when the name of the tenant is taken', async () => {
  const { slug } = await site.tenant();
  const token = 'a token printed an hour ago';
  const today = site.clock.now();
  site.clock.set(Date.now() - 3_600_000);
  await site.tenancy.allowSetUp(token);
  site.clock.set(today);
  const listed = () =>
    site.postgres.admin`select expires_at::text from directory.names where kind = 'set-up' order by 1`;
  const before = await listed();
  const administrator = { signInName: 'root', name: 'Ruth', password: 'a good long password' };
  const input = { token, tenantName: 'Other', timeZone: 'Europe/Berlin', ...administrator };
  const setUp = async (tenant: string) =>
    (await site.run(SET_UP, { variables: { input: { ...input, tenant } } })).data.setUp;
  assert.deepEqual(await setUp(slug), {
    tenant: null,
    userErrors: [{ field: ['input', 'tenant'], code: 'TENANT_TAKEN' }],
  });
  assert.deepEqual(await listed(), before);
  assert.equal((await setUp('still-free')).tenant.slug, 'still-free');
  assert.equal((await setUp('free-too')).userErrors[0].code, 'SET_UP_REFUSED');
});
