import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { crawl } from './support/crawl.ts';
import { callsOf, type Call } from './support/examples.ts';
import { fuzzValues, hostilePositions } from './support/hostile-values.ts';
import { ROOMY, startInstallation, type Installation } from './support/installation.ts';
import { populate, type Populated } from './support/populate.ts';
import { reportPositions } from './support/report.ts';
import { readServed, type Served } from './support/served.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so
/** Sign-in slows down who fails often, and signing out ends the session that asks. */
const LEFT_OUT = new Set(['Mutation.signIn', 'Mutation.signOut']);

let site: Installation;
let tenant: Populated;
let served: Served;
let calls: readonly Call[];

before(async () => {
  site = await startInstallation(ROOMY);
  tenant = await populate(site, 'delta9');
  served = await readServed(site.stack, tenant.client);
  const { ids } = await crawl(tenant.client, served.api);
  calls = callsOf(served.api, served.api.roots, tenant, ids);
});
after(() => site[Symbol.asyncDispose]());

test('every argument of every query and mutation answers in words to values nobody should send', async () => {
  const direct = calls.filter(({ root }) => root.operation !== 'subscription' && !LEFT_OUT.has(root.coordinate));
  const { tried, failures } = await fuzzValues(tenant.client, {
    shape: served.api,
    calls: direct,
    oneIn: full ? 1 : 8,
  });
  assert.deepEqual(failures, []);
  assert.ok(tried > 500, `${tried} tried`);
});

test('every field of a position is judged whatever it holds, and none is lost from the account', async () => {
  const positions = hostilePositions(`phone-${tenant.marker}`);
  const answer = await reportPositions(`${site.intake}/i/${tenant.door}`, positions);
  assert.equal(answer.accepted + answer.duplicates + answer.rejected.length, positions.length);
  assert.ok(answer.rejected.length > positions.length / 2);
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  const told = await crawl(tenant.client, served.api);
  assert.ok(told.texts.size > 10, 'and everything that was taken in can be read');
});
