import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { pretendToVerify } from '../src/actions/passwords.ts';
import { PASSWORD, signIn, startTenancy, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

/** Runs while as many passwords are being hashed as may be. */
async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const hashing = Array.from({ length: 68 }, async () => {
    while (!over.signal.aborted) await pretendToVerify('one of many');
  });
  try {
    return await work();
  } finally {
    over.abort();
    await Promise.all(hashing);
  }
}

test('counts no sign-in against anybody that it was too busy to look at', async () => {
  const { slug } = await site.tenant();
  const document = `mutation { signIn(input: { tenant: "${slug}", name: "admin", password: "${PASSWORD}" }) { userErrors { code } } }`;
  const codes = await whileBusy(async () => {
    const seen: unknown[] = [];
    for (let time = 0; time < 8; time += 1) seen.push((await site.run(document)).errors?.[0]?.extensions?.['code']);
    return seen;
  });
  assert.deepEqual(codes, Array(8).fill('UNAVAILABLE'));
  assert.ok((await signIn(site, slug)).session);
});

test('gives the token of the one-time link back when it is too busy to make the tenant', async () => {
  const token = 'the token that the first start printed';
  await site.tenancy.allowSetUp(token);
  const document = 'mutation S($input: SetUpInput!) { setUp(input: $input) { tenant { slug } } }';
  const administrator = { signInName: 'root', name: 'Ruth', password: 'a good long password' };
  const variables = { input: { token, tenant: 'first', tenantName: 'First', timeZone: 'UTC', ...administrator } };
  const { errors } = await whileBusy(() => site.run(document, { variables }));
  assert.equal(errors?.[0]?.extensions?.['code'], 'UNAVAILABLE');
  assert.equal((await site.run(document, { variables })).data.setUp.tenant.slug, 'first');
});
