import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { SocketClient } from '../socket-client.ts';
import { openSite, type Site } from './standalone-harness.ts';

const MODULES = [
  {
    name: 'only',
    sdl: `type Query {
        open: Int
        mine: Int @authenticated
        secret: Int @requiresScopes(scopes: [["secret:read"]])
        ruled: Int @policy(policies: [["adult"]]) }
      type Subscription { ticks: Int @authenticated }`,
    resolvers: { Query: { open: () => 1, mine: () => 2, secret: () => 3, ruled: () => 4 } },
  },
];
const ALL = '{ open mine secret ruled }';

let folder: string;
let jwks: string;
let own: CryptoKey;
let other: CryptoKey;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trekker-keys-'));
  const pair = await generateKeyPair('ES256');
  own = pair.privateKey;
  other = (await generateKeyPair('ES256')).privateKey;
  jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256', kid: 'k1' }] }));
});
after(() => rm(folder, { recursive: true }));

const CLAIMS = { scope: 'a secret:read', policies: ['adult'] };

function token(claims: JWTPayload = CLAIMS, { key = own, until = '1 minute' } = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject('ada')
    .setIssuer('https://issuer.example')
    .setAudience('trekker')
    .setExpirationTime(until)
    .sign(key);
}

function guardedSite(options: Record<string, unknown> = {}): Promise<Site> {
  return openSite(MODULES, {
    authorisation: 'gateway',
    jwks,
    jwtIssuer: 'https://issuer.example',
    jwtAudience: 'trekker',
    ...options,
  });
}

const bearing = (value: string) => ({ authorization: `Bearer ${value}` });

describe('a gateway that verifies callers', () => {
  let site: Site;
  before(async () => {
    site = await guardedSite();
  });
  after(() => site[Symbol.asyncDispose]());

  test('shows nobody what asks for somebody, and asks no subgraph for it', async () => {
    const { data, errors } = await site.ask(ALL);
    assert.deepEqual(data, { open: 1, mine: null, secret: null, ruled: null });
    assert.deepEqual(
      errors?.map(({ extensions }) => extensions.code),
      ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    );
    assert.doesNotMatch(site.subgraphs.seen.map(({ query }) => query).join(), /mine|secret|ruled/u);
  });

  for (const [claims, expected] of [
    [{}, { open: 1, mine: 2, secret: null, ruled: null }],
    [{ scope: 'secret:readers' }, { open: 1, mine: 2, secret: null, ruled: null }],
    [{ scope: ['secret:read'] }, { open: 1, mine: 2, secret: 3, ruled: null }],
    [
      { scope: 'adult', policies: 'secret:read adult' },
      { open: 1, mine: 2, secret: null, ruled: 4 },
    ],
    [CLAIMS, { open: 1, mine: 2, secret: 3, ruled: 4 }],
  ] as const) {
    test(`shows what the claims ${JSON.stringify(claims)} allow`, async () => {
      const { data, errors = [] } = await site.ask(ALL, {}, bearing(await token(claims)));
      assert.deepEqual(data, expected);
      assert.ok(errors.every(({ extensions }) => extensions.code === 'FORBIDDEN'));
    });
  }

  test('refuses tokens that are not to be trusted', async () => {
    const unsecured = new UnsecuredJWT(CLAIMS).setSubject('ada').setExpirationTime('1 minute').encode();
    const endless = await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256' }).setSubject('a').sign(own);
    for (const [given, code] of [
      [await token(CLAIMS, { key: other }), 'UNAUTHENTICATED'],
      [await token({ ...CLAIMS }, { until: '-1 minute' }), 'TOKEN_EXPIRED'],
      [unsecured, 'UNAUTHENTICATED'],
      [endless, 'UNAUTHENTICATED'],
      ['nonsense', 'UNAUTHENTICATED'],
    ] as const) {
      const response = await site.post({ query: '{ open }' }, bearing(given));
      assert.equal(response.status, 401);
      assert.match(await response.text(), new RegExp(code, 'u'));
    }
    assert.equal((await site.post({ query: '{ open }' }, { authorization: 'Basic YTpi' })).status, 401);
  });

  for (const [name, options] of [
    ['issuer', { jwtIssuer: 'https://other.example' }],
    ['audience', { jwtAudience: 'other' }],
  ] as const) {
    test(`refuses a token of another ${name}`, async () => {
      await using strict = await guardedSite(options);
      assert.equal((await strict.post({ query: ALL }, bearing(await token()))).status, 401);
    });
  }

  test('finds scopes in a claim of another name, inside objects as well', async () => {
    await using named = await guardedSite({ scopesClaim: 'realm_access.roles' });
    const given = bearing(await token({ realm_access: { roles: ['secret:read'] } }));
    assert.deepEqual((await named.ask('{ secret }', {}, given)).data, { secret: 3 });
    assert.deepEqual((await named.ask('{ secret }', {}, bearing(await token()))).data, { secret: null });
  });

  test('holds callers on sockets to the same, until their token ends', async () => {
    const url = `${site.origin.replace('http', 'ws')}/graphql`;
    using nobody = await SocketClient.signedIn(url);
    nobody.subscribe('1', 'subscription { ticks }');
    assert.match(JSON.stringify(await nobody.next('error', '1')), /UNAUTHENTICATED/u);
    using somebody = await SocketClient.signedIn(url, `Bearer ${await token(CLAIMS, { until: '2 seconds' })}`);
    somebody.subscribe('1', '{ mine secret }');
    assert.deepEqual((await somebody.next('next', '1')).payload, { data: { mine: 2, secret: 3 } });
    await sleep(2_100);
    somebody.subscribe('2', '{ mine }');
    assert.match(JSON.stringify(await somebody.next('error', '2')), /TOKEN_EXPIRED/u);
  });

  test('asks for keys at an address, and says so when it cannot have them', async () => {
    const keys = createServer((_, response) => void response.writeHead(500).end());
    await once(keys.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks.json`;
    await using remote = await guardedSite({ jwks: address });
    const response = await remote.post({ query: '{ mine }' }, bearing(await token()));
    assert.equal(response.status, 503);
    assert.doesNotMatch(await response.text(), /127\.0\.0\.1|jwks/u);
    keys.closeAllConnections();
    keys.close();
  });

  test('does not start without keys', async () => {
    await assert.rejects(openSite(MODULES, { authorisation: 'gateway' }), /TREKKER_GATEWAY_JWKS must say/u);
    await assert.rejects(guardedSite({ jwks: join(folder, 'nowhere.json') }), /holds no key set/u);
  });
});
