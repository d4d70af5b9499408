import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkHistory } from './crash/check-history.ts';
import { planKills } from './crash/disturb.ts';
import { crossedZones, numberedFixes } from './crash/numbered-fixes.ts';
import { prepareInstallation } from './crash/prepared-installation.ts';
import { runReplay } from './crash/run-replay.ts';
import { chooseSeed, seededRandom } from './crash/seeded-random.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so
const KILLS = full ? 12 : 3;
const TRACKERS = 24;
const FIXES_EACH = full ? 4_000 : 1_000;

test('kill -9 of the product and of PostgreSQL amid a replay loses and repeats nothing, and gives the same visits', async (t) => {
  const seed = chooseSeed();
  const fixes = numberedFixes({ trackers: TRACKERS, fixesEach: FIXES_EACH, from: Date.now() - 6 * 3_600_000, seed });
  const identifiers = [...new Set(fixes.map(({ identifier }) => identifier))];
  const kills = planKills(KILLS, { fixes: fixes.length, random: seededRandom(seed) });
  t.diagnostic(`TREKKER_TEST_SEED=${seed}, ${fixes.length} fixes, kills ${JSON.stringify(kills)}`);
  await using installation = await prepareInstallation(identifiers, crossedZones());

  const disturbed = await runReplay({ installation, fixes, kills });
  assert.deepEqual(checkHistory(disturbed.observed), []);
  assert.equal(disturbed.observed.acknowledged.size, fixes.length);
  assert.equal(disturbed.observed.history.length, fixes.length);

  const undisturbed = await runReplay({ installation, fixes, kills: [] });
  assert.deepEqual(checkHistory(undisturbed.observed), []);
  assert.ok(undisturbed.visits.size > identifiers.length, `${undisturbed.visits.size} visits`);
  assert.deepEqual(disturbed.visits, undisturbed.visits);
  t.diagnostic(`${disturbed.tally.retries} batches were sent again, ${disturbed.visits.size} visits`);
});
