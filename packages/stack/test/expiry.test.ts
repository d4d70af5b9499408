import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createClient, signIn, type Client, type Login } from './support/client.ts';
import { forgedTokens } from './support/forged-tokens.ts';
import { startInstallation, type Installation } from './support/installation.ts';
import { openSocket, type Frame } from './support/live-socket.ts';

/** The longest that anything may outlive the right to it. */
const PROMPT_MS = 5_000;
const TOKEN_MS = 10_000;
const PASSWORD = 'correct horse battery staple';
const LIVE = 'subscription { positionsChanged { cursor snapshot } }';

let site: Installation;
const administrator: Login = { tenant: 'acme', name: 'ada', password: PASSWORD };

before(async () => {
  site = await startInstallation({ TREKKER_TENANCY_ACCESS_TOKEN_MS: String(TOKEN_MS) });
  await site.stack.subgraphs.services.tenancy.createTenant({
    slug: 'acme',
    name: 'Acme',
    timeZone: 'Etc/UTC',
    administrator: { signInName: 'ada', name: 'Ada', password: PASSWORD },
  });
});
after(() => site[Symbol.asyncDispose]());

describe('what outlives the right to it', { concurrency: true }, () => {
  test('a stream ends with TOKEN_EXPIRED when its token does, and not before', async () => {
    const client = await signIn(site.origin, administrator);
    using socket = await openSocket(site.origin, client.token);
    socket.subscribe('live', LIVE);
    const events = await openEvents(client);
    await socket.frame(({ type }) => type === 'next');
    const { payload } = await socket.frame(({ type }) => type === 'error', TOKEN_MS + PROMPT_MS);
    assertPromptly(client.expiresAt);
    assert.equal(payload[0].extensions.code, 'TOKEN_EXPIRED');
    assert.match(await events.rest(), /"code":"TOKEN_EXPIRED"[^]*event: complete/);
    assertPromptly(client.expiresAt);
    socket.subscribe('late', '{ viewer { permissions } }');
    const late = await Promise.race([socket.frame(({ id }) => id === 'late'), socket.closed]);
    assert.match(JSON.stringify(late), /TOKEN_EXPIRED/, 'the socket is of no use any more');
    assert.equal(await refusalOf(client), 'TOKEN_EXPIRED');
    await assert.rejects(openSocket(site.origin, client.token), /4403 TOKEN_EXPIRED/);
  });

  test('a stream continues behind its last event with a fresh token of the same session', async () => {
    const { sessionToken } = await signIn(site.origin, administrator);
    const issue = 'mutation { issueAccessToken { token expiresAt } }';
    const { token } = (await askWithCookie(sessionToken, issue)).data.issueAccessToken;
    using first = await openSocket(site.origin, token);
    first.subscribe('live', LIVE);
    const { payload } = await first.frame(({ type }) => type === 'next');
    await first.frame(({ type }) => type === 'error', TOKEN_MS + PROMPT_MS);
    const fresh = (await askWithCookie(sessionToken, issue)).data.issueAccessToken.token;
    using second = await openSocket(site.origin, fresh);
    const { cursor } = payload.data.positionsChanged;
    second.subscribe(
      'live',
      'subscription Resume($after: String) { positionsChanged(after: $after) { cursor snapshot positions { latitude } } }',
      { after: cursor },
    );
    const admin = createClient(site.origin, fresh);
    const { token: door } = await admin.change('createIngestDoor', 'token', { name: 'Phones' });
    await admin.change('addTracker', 'tracker { id }', { name: 'Phone', identifier: 'phone' });
    await fetch(`${site.intake}/i/${door}/?id=phone&lat=52&lon=13&timestamp=${Date.now()}`);
    const moved = await second.frame(({ payload: next }) => next?.data?.positionsChanged.positions.length > 0);
    assert.deepEqual(moved.payload.data.positionsChanged.positions, [{ latitude: 52 }]);
    assert.ok(!second.texts.some((text) => text.includes('"snapshot":true')), 'it needs no snapshot');
  });

  test('signing out ends token, session and streams at once', async () => {
    const client = await signIn(site.origin, administrator);
    using socket = await openSocket(site.origin, client.token);
    socket.subscribe('live', LIVE);
    const events = await openEvents(client);
    await socket.frame(({ type }) => type === 'next');
    await client.run('mutation { signOut { signedOut } }');
    const since = Date.now();
    assert.equal(await endOf(socket), 'UNAUTHENTICATED');
    assert.match(await events.rest(), /"code":"UNAUTHENTICATED"/);
    assertPromptly(since);
    await untilRefused(client);
    assertPromptly(since);
    const { errors } = await askWithCookie(client.sessionToken, '{ viewer { permissions } }');
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
  });

  test('a revoked grant ends the streams that relied on it; others go on', async () => {
    const owner = await signIn(site.origin, administrator);
    const user = { signInName: 'bo', name: 'Bo', password: PASSWORD };
    const userId = (await owner.change('createUser', 'user { id }', user)).user.id;
    const { grant } = await owner.change('grantRole', 'grant { id }', { userId, role: 'DISPATCHER' });
    const bo = await signIn(site.origin, { ...administrator, name: 'bo' });
    using theirs = await openSocket(site.origin, bo.token);
    using ours = await openSocket(site.origin, owner.token);
    for (const socket of [theirs, ours]) {
      socket.subscribe('live', LIVE);
      await socket.frame(({ type }) => type === 'next');
    }
    await owner.change('revokeGrant', 'grantId', { grantId: grant.id });
    const since = Date.now();
    assert.equal(await endOf(theirs), 'UNAUTHENTICATED');
    await untilRefused(bo);
    assertPromptly(since);
    const back = await signIn(site.origin, { ...administrator, name: 'bo' });
    assert.equal(await refusalOf(back, '{ trackers { totalCount } }'), 'FORBIDDEN');
    assert.ok(!ours.frames.some(isError), 'the owner’s stream goes on');
  });

  test('a grant that runs out by itself ends streams and answers', async () => {
    const owner = await signIn(site.origin, administrator);
    const user = { signInName: 'cy', name: 'Cy', password: PASSWORD };
    const userId = (await owner.change('createUser', 'user { id }', user)).user.id;
    const until = Date.now() + 4_000;
    await owner.change('grantRole', 'grant { id }', {
      userId,
      role: 'DISPATCHER',
      until: new Date(until).toISOString(),
    });
    const cy = await signIn(site.origin, { ...administrator, name: 'cy' });
    using socket = await openSocket(site.origin, cy.token);
    socket.subscribe('live', LIVE);
    await socket.frame(({ type }) => type === 'next');
    const { payload } = await socket.frame(isError, 4_000 + PROMPT_MS);
    assert.equal(payload[0].extensions.code, 'FORBIDDEN');
    assertPromptly(until);
    assert.equal(await refusalOf(cy, '{ trackers { totalCount } }'), 'FORBIDDEN');
  });

  test('no credential but a good one lets anybody in, at any entrance', async () => {
    const client = await signIn(site.origin, administrator);
    const { token: door } = await client.change('createIngestDoor', 'token', { name: 'Side' });
    const { token, sessionToken } = client;
    const forged = await forgedTokens(site, { token: token ?? '', sessionToken, door });
    for (const [what, credential] of forged) {
      const expected = what === 'the past' ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED';
      assert.equal(await refusalOf(createClient(site.origin, credential)), expected, what);
      await assert.rejects(openSocket(site.origin, credential), new RegExp(`4403 ${expected}`), what);
      if (what === 'a session') continue;
      const { errors } = await askWithCookie(credential, '{ viewer { permissions } }');
      assert.equal(errors?.[0].extensions.code, 'UNAUTHENTICATED', `${what} as a cookie`);
    }
    for (const credential of [token, sessionToken]) {
      const response = await fetch(`${site.intake}/?id=phone&lat=1&lon=1`, {
        headers: { authorization: `Bearer ${credential}` },
      });
      assert.equal(response.status, 401, 'what opens the API opens no door');
    }
  });
});

/** Fails unless it is now after an instant, and not long after. */
function assertPromptly(instant: number): void {
  const lateMs = Date.now() - instant;
  assert.ok(lateMs >= -1_000 && lateMs <= PROMPT_MS, `${lateMs} ms after`);
}

function isError({ type }: Frame): boolean {
  return type === 'error';
}

/** The code with which a socket's only stream, or the socket itself, ended. */
async function endOf(socket: Awaited<ReturnType<typeof openSocket>>): Promise<string> {
  const ended = socket.frame(isError, PROMPT_MS).then(({ payload }) => payload[0].extensions.code as string);
  return Promise.race([ended, socket.closed.then(({ reason }) => reason)]);
}

/** The code with which a query is refused. Fails when it is answered. */
async function refusalOf(client: Client, query = '{ viewer { permissions } }'): Promise<string> {
  const { errors } = JSON.parse((await client.post(query)).text);
  assert.ok(errors, 'it is answered');
  return errors[0].extensions.code;
}

async function untilRefused(client: Client): Promise<void> {
  for (const end = Date.now() + PROMPT_MS; Date.now() < end; await sleep(20)) {
    if (JSON.parse((await client.post('{ viewer { permissions } }')).text).errors) return;
  }
  assert.fail(`the token still works after ${PROMPT_MS} ms`);
}

async function askWithCookie(sessionToken: string, query: string): Promise<any> {
  const headers = { 'content-type': 'application/json', cookie: `trekker=${sessionToken}` };
  const response = await fetch(`${site.origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

/** The same stream as server-sent events; `rest` is all it brought once it has ended. */
async function openEvents({ token }: Client): Promise<{ rest(): Promise<string> }> {
  const response = await fetch(`${site.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: LIVE }),
  });
  assert.equal(response.status, 200);
  return { rest: () => response.text() };
}
