import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Sql } from 'postgres';

import { BARE } from '../src/replay/own-product.ts';
import { sendFixes } from '../src/replay/send-fixes.ts';
import { askRebuild, listProjections } from '../src/rebuild/ask-rebuild.ts';
import { startStack } from '../src/stack.ts';
import { subgraphMigrations } from '../src/subgraphs.ts';
import { silentLogger } from '@trekker/kit';

import { checkHistory } from './crash/check-history.ts';
import type { DerivedFigures } from './crash/derived-figures.ts';
import { differences, readDerivedRows } from './crash/derived-rows.ts';
import { planKills } from './crash/disturb.ts';
import { hastyIntake } from './crash/hasty-intake.ts';
import { killableProduct } from './crash/killable-product.ts';
import { crossedZones, numberedFixes } from './crash/numbered-fixes.ts';
import { prepareInstallation, type PreparedInstallation } from './crash/prepared-installation.ts';
import { readHistory } from './crash/read-history.ts';
import { runReplay, sentForms, type CrashReplayed } from './crash/run-replay.ts';
import { chooseSeed, seededRandom } from './crash/seeded-random.ts';
import { asSuperuser } from './support/superuser.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so
const KILLS = full ? 50 : 2;
const TRACKERS = 24;
const FIXES_EACH = full ? 2_500 : 120;

const seed = chooseSeed();
const fixes = numberedFixes({ trackers: TRACKERS, fixesEach: FIXES_EACH, from: Date.now() - 6 * 3_600_000, seed });
let installation: PreparedInstallation;
/** The replay amid which there were kills. */
let disturbed: CrashReplayed;

before(async () => {
  installation = await prepareInstallation([...new Set(fixes.map(({ identifier }) => identifier))], crossedZones());
});
after(() => installation[Symbol.asyncDispose]());

test('kill -9 of the product and of PostgreSQL amid a replay loses and repeats nothing, and gives the same visits, headcounts and hours', async (t) => {
  const kills = planKills(KILLS, { fixes: fixes.length, random: seededRandom(seed) });
  t.diagnostic(`TREKKER_TEST_SEED=${seed}, ${fixes.length} fixes, kills ${JSON.stringify(kills)}`);
  disturbed = await runReplay({ installation, fixes, kills });
  assert.deepEqual(checkHistory(disturbed.observed), []);
  assert.equal(disturbed.observed.acknowledged.size, fixes.length);
  assert.equal(disturbed.observed.history.length, fixes.length);

  const undisturbed = await runReplay({ installation, fixes, kills: [] });
  assert.deepEqual(checkHistory(undisturbed.observed), []);
  assert.ok(undisturbed.visits.size > TRACKERS, `${undisturbed.visits.size} visits`);
  assert.deepEqual(disturbed.visits, undisturbed.visits);
  assert.deepEqual(disturbed.figures, undisturbed.figures);
  assertTelling(undisturbed.figures);
  t.diagnostic(`${disturbed.tally.retries} batches were sent again, ${disturbed.visits.size} visits`);
});

test('whatever was derived amid the kills is the same when derived anew from the log, and nothing is told again', async () => {
  const { dataDir } = disturbed;
  await using stack = await startStack({ ...BARE, TREKKER_DATA_DIR: dataDir }, silentLogger);
  const { geofences, headcount, timesheets } = stack.subgraphs.services;
  const before = await asSuperuser(dataDir, readDerivedRows);
  const rebuilds = {
    visits: () => geofences.rebuild('presence'),
    'visits of people': () => geofences.rebuild('person-visits'),
    headcount: () => headcount.rebuild(),
    timesheets: () => timesheets.rebuild(),
    'everything an operator may ask for': () => asSuperuser(dataDir, rebuildAll),
  };
  for (const [name, rebuild] of Object.entries(rebuilds)) {
    await rebuild();
    assert.ok(await stack.subgraphs.caughtUp(60_000));
    assert.deepEqual(differences(before, await asSuperuser(dataDir, readDerivedRows)), [], name);
  }
  for (const [table, rows] of before) assert.ok(rows.length > 0, `${table} holds something`);
});

/** Asks for everything that derives rather than acts. Fails when any row comes out differently. */
async function rebuildAll(sql: Sql): Promise<void> {
  const options = { say: () => {}, signal: new AbortController().signal };
  const names = await listProjections(sql, subgraphMigrations);
  const done = await Promise.all(names.map((name) => askRebuild(sql, name, options)));
  const derived = done.filter(({ problems }) => problems.length === 0);
  for (const { name, differing } of derived) assert.equal(differing, 0, name);
  assert.ok(derived.some(({ name, rows }) => name === 'positions.latest' && rows >= TRACKERS));
}

/** Figures that are equal for being empty would show nothing. */
function assertTelling({ headcounts, timesheets }: DerivedFigures): void {
  assert.match(JSON.stringify([...headcounts.values()]), /"present":[1-9]/);
  assert.match(JSON.stringify([...timesheets.values()]), /"workedSeconds":[1-9]/);
}

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
