import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { sendFixes } from '../src/replay/send-fixes.ts';
import { checkHistory } from './crash/check-history.ts';
import { planKills } from './crash/disturb.ts';
import { hastyIntake } from './crash/hasty-intake.ts';
import { killableProduct } from './crash/killable-product.ts';
import { crossedZones, numberedFixes } from './crash/numbered-fixes.ts';
import { prepareInstallation, type PreparedInstallation } from './crash/prepared-installation.ts';
import { readHistory } from './crash/read-history.ts';
import { runReplay, sentForms } from './crash/run-replay.ts';
import { chooseSeed, seededRandom } from './crash/seeded-random.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so
const KILLS = full ? 12 : 3;
const TRACKERS = 24;
const FIXES_EACH = full ? 2_500 : 500;

const seed = chooseSeed();
const fixes = numberedFixes({ trackers: TRACKERS, fixesEach: FIXES_EACH, from: Date.now() - 6 * 3_600_000, seed });
let installation: PreparedInstallation;

before(async () => {
  installation = await prepareInstallation([...new Set(fixes.map(({ identifier }) => identifier))], crossedZones());
});
after(() => installation[Symbol.asyncDispose]());

test('kill -9 of the product and of PostgreSQL amid a replay loses and repeats nothing, and gives the same visits', async (t) => {
  const kills = planKills(KILLS, { fixes: fixes.length, random: seededRandom(seed) });
  t.diagnostic(`TREKKER_TEST_SEED=${seed}, ${fixes.length} fixes, kills ${JSON.stringify(kills)}`);
  const disturbed = await runReplay({ installation, fixes, kills });
  assert.deepEqual(checkHistory(disturbed.observed), []);
  assert.equal(disturbed.observed.acknowledged.size, fixes.length);
  assert.equal(disturbed.observed.history.length, fixes.length);

  const undisturbed = await runReplay({ installation, fixes, kills: [] });
  assert.deepEqual(checkHistory(undisturbed.observed), []);
  assert.ok(undisturbed.visits.size > TRACKERS, `${undisturbed.visits.size} visits`);
  assert.deepEqual(disturbed.visits, undisturbed.visits);
  t.diagnostic(`${disturbed.tally.retries} batches were sent again, ${disturbed.visits.size} visits`);
});

test('an intake that acknowledges before it commits is found out by kill -9', async () => {
  const some = fixes.slice(0, 600);
  const dataDir = await installation.copy();
  await using product = killableProduct(dataDir);
  await product.start();
  await using hasty = await hastyIntake(() => product.intakeOrigin(), 1_000);
  const door = new URL(`i/${installation.door}/`, hasty.origin);
  await sendFixes({ fixes: some, door: () => door, batchSize: 60 });
  await product.killProcess();
  await product.start();
  const kept = await readHistory(dataDir);
  await product.stop();
  const acknowledged = new Set(some.keys());
  const [problem] = checkHistory({ sent: sentForms(some, installation), acknowledged, ...kept });
  assert.match(problem ?? '', /^acknowledged and not stored: /);
});
