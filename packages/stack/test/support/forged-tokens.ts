import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createAccessTokens, createSecret } from '@trekker/kit';

import type { Installation } from './installation.ts';

/** Credentials that look like one of ours, or are ours for something else, by what is wrong with them. */
export async function forgedTokens(
  { stack, dataDir }: Installation,
  { token, sessionToken, door }: { token: string; sessionToken: string; door: string },
): Promise<ReadonlyMap<string, string>> {
  const viewer = await stack.subgraphs.services.tenancy.authenticate({
    authorization: `Bearer ${token}`,
    cookie: null,
  });
  if (!viewer) throw new Error('the token must be good');
  const soon = Date.now() + 60_000;
  const ours = createAccessTokens(createSecret(readFileSync(join(dataDir, 'secret'), 'utf8')));
  const theirs = createAccessTokens(createSecret('the secret of another installation'));
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const withClaims = (changes: Record<string, unknown>) => encode({ ...claims, ...changes });
  const byKey = `${encode({ alg: 'HS256' })}.${payload}`;
  return new Map([
    [
      'another tenant in the payload',
      `${header}.${withClaims({ tenantId: '01900000-0000-7000-8000-000000000000' })}.${signature}`,
    ],
    ['a later end in the payload', `${header}.${withClaims({ exp: 9_999_999_999 })}.${signature}`],
    ['no signature', `${header}.${payload}.`],
    ['a signature cut short', token.slice(0, -2)],
    ['the algorithm none', `${encode({ alg: 'none' })}.${payload}.`],
    ['a shared key for the algorithm', `${byKey}.${createHmac('sha256', 'trekker').update(byKey).digest('base64url')}`],
    [
      'a key of its own in the header',
      `${encode({ alg: 'EdDSA', jwk: { kty: 'OKP', crv: 'Ed25519', x: signature.slice(0, 43) } })}.${payload}.${signature}`,
    ],
    ['another installation', await theirs.sign(viewer, 'gateway', soon)],
    ['another audience', await ours.sign(viewer, 'positions', soon)],
    ['the past', await ours.sign(viewer, 'gateway', Date.now() - 1_000)],
    ['a door', door],
    ['a session', sessionToken],
    ['nothing', 'x'],
  ]);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
