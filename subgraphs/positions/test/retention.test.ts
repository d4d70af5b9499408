import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7 } from '@trekker/kit';

import { post } from './positions.ts';
import { startRetention, type RetentionTenant } from './retention-site.ts';

let site: Awaited<ReturnType<typeof startRetention>>;
before(async () => void (site = await startRetention()));
after(() => site[Symbol.asyncDispose]());

/** Reports of 40 (packed), 35 (rows), 20 and 0 days ago. */
async function withHistory(): Promise<RetentionTenant> {
  const tenant = await site.tenant();
  for (const daysAgo of [40, 20]) assert.equal((await tenant.report(daysAgo)).status, 200);
  await site.settled();
  await site.pack();
  for (const daysAgo of [35, 0]) assert.equal((await tenant.report(daysAgo)).status, 200);
  await site.settled();
  return tenant;
}

const SHOWN = `query ($tracker: ID!) {
  positionRetention { keepDays keptSince deletedAt }
  _entities(representations: [{ __typename: "Tracker", id: $tracker }]) { ... on Tracker { positionsKeptSince } } }`;

async function shown(tenant: RetentionTenant, trackerId = tenant.trackerId) {
  const { data, errors } = await tenant.read(SHOWN, { tracker: trackerId });
  assert.equal(errors, undefined);
  return { ...data.positionRetention, tracker: data._entities[0].positionsKeptSince };
}

async function countOf(tenant: RetentionTenant, before = Infinity): Promise<number> {
  const rows = await tenant.rows(before);
  return (rows['history'] ?? 0) + 4 * (rows['packed_days'] ?? 0);
}

/** Resolves when the message of a tracker is kept as it came, which nobody who sends it waits for. */
async function rawMessageOf(trackerId: string): Promise<void> {
  for (const end = Date.now() + 15_000; ; await sleep(50)) {
    const rows = await site.postgres.admin`select 1 from positions.raw_messages where tracker_id = ${trackerId}`;
    if (rows.length > 0) return;
    assert.ok(Date.now() < end, 'the message is kept');
  }
}

/** What follows from the positions of a tracker: rows by table. */
async function followingOf(trackerId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['latest', 'motion_hours', 'motion_trackers', 'stretches', 'clock_hours', 'raw_messages']) {
    const rows = await site.postgres.admin`
      select 1 from ${site.postgres.admin(`positions.${table}`)} where tracker_id = ${trackerId}`;
    counts[table] = rows.length;
  }
  assert.ok((counts['latest'] ?? 0) + (counts['motion_hours'] ?? 0) > 1, JSON.stringify(counts));
  return counts;
}

test('deletes positions of days before those a tenant keeps, packed or not, and what follows from them, and says since when they are kept', async () => {
  const [tenant, other] = [await withHistory(), await withHistory()];
  const untouched = await other.rows();
  assert.deepEqual(await shown(tenant), { keepDays: null, keptSince: null, deletedAt: null, tracker: null });
  await tenant.keep(30);
  await site.settled();
  const since = site.keptSince(30);
  assert.ok((await tenant.rows(since))['motion_hours']);
  await site.forget();
  const gone = await tenant.rows(since);
  assert.deepEqual(new Set(Object.values(gone)), new Set([0]), JSON.stringify(gone));
  assert.equal(await countOf(tenant), 8);
  assert.deepEqual(await other.rows(), untouched);
  assert.deepEqual(await shown(other), { keepDays: null, keptSince: null, deletedAt: null, tracker: null });
  const { deletedAt, ...said } = await shown(tenant);
  const keptSince = new Date(since).toISOString();
  assert.deepEqual(said, { keepDays: 30, keptSince, tracker: keptSince });
  assert.ok(Date.parse(deletedAt) > since);
  const elsewhere = await site.run(SHOWN, {
    viewer: tenant.viewer(['unit-2']),
    variables: { tracker: tenant.trackerId },
  });
  assert.equal(elsewhere.data._entities[0].positionsKeptSince, null, 'it is of another unit');
  assert.deepEqual(await site.forget(), { trackerDays: 0 });
});

test('deletes nothing on the day on which it is set, and nothing more once it is set back', async () => {
  const tenant = await withHistory();
  await tenant.keep(30);
  await site.settled();
  site.pass(-1.5);
  await site.forget();
  site.pass(1.5);
  assert.equal(await countOf(tenant), 16);
  await tenant.keep('');
  await site.settled();
  await site.forget();
  assert.equal(await countOf(tenant), 16);
});

test('keeps what a legal hold is on, by tracker, by who ever carried it, or all of the tenant, until it is released', async () => {
  const tenant = await withHistory();
  const personId = uuidv7();
  const byTracker = await tenant.tracker('held');
  const byPerson = await tenant.tracker('carried');
  await site.tell(tenant.tenantId, 'trackers', 'assignment-ended', {
    assignmentId: uuidv7(),
    trackerId: byPerson,
    personId,
    assetId: null,
  });
  for (const identifier of ['held', 'carried']) await tenant.report(40, { identifier });
  await tenant.keep(30);
  const releases = [await tenant.hold(), await tenant.hold({ trackerId: byTracker }), await tenant.hold({ personId })];
  await site.settled();
  const heldRows = await tenant.rows();
  await site.forget();
  assert.equal(await countOf(tenant), 24);
  assert.equal((await shown(tenant)).keptSince, null);
  const [ofTenant, ofTracker, ofPerson] = releases;
  assert.deepEqual(await tenant.rows(), heldRows, 'what follows from positions is held with them');
  await ofTenant?.();
  await site.settled();
  await rawMessageOf(byTracker);
  const before = await followingOf(byTracker);
  await site.forget();
  assert.equal(await countOf(tenant), 16);
  assert.deepEqual(await followingOf(byTracker), before, 'of a tracker that is held too');
  assert.ok((await shown(tenant)).tracker);
  for (const held of [byTracker, byPerson]) assert.equal((await shown(tenant, held)).tracker, null);
  await ofTracker?.();
  await ofPerson?.();
  await site.settled();
  await site.forget();
  assert.equal(await countOf(tenant), 8);
  assert.deepEqual((await shown(tenant, byPerson)).tracker, (await shown(tenant)).keptSince);
});

test('discards nothing from quarantine that a legal hold is on', async () => {
  const tenant = await site.tenant();
  const held = await tenant.tracker('held');
  await tenant.tracker('free');
  const bad = (tracker: string) => ({ tracker, time: Date.now(), latitude: 91, longitude: 0 });
  await post(tenant.door, [bad('held'), bad('free'), bad('stranger'), bad('free')]);
  const release = await tenant.hold({ trackerId: held });
  const releaseAll = await tenant.hold();
  await site.settled();
  const discard = async (filter: object) => {
    const input = { filter, reason: 'a test bench' };
    const document = `mutation Discard($input: DiscardQuarantinedFixesInput!) {
      discardQuarantinedFixes(input: $input) { discarded remaining userErrors { code message } } }`;
    return (await tenant.read(document, { input })).data.discardQuarantinedFixes;
  };
  const [kept] = (await discard({})).userErrors;
  assert.deepEqual([kept.code, kept.message], ['LEGAL_HOLD', 'a legal hold keeps all 4 fixes that fit']);
  await releaseAll();
  await site.settled();
  assert.deepEqual(await discard({}), { discarded: 3, remaining: 0, userErrors: [] });
  assert.equal((await discard({})).userErrors[0].code, 'LEGAL_HOLD');
  await release();
  await site.settled();
  assert.equal((await discard({})).discarded, 1);
});

test('shows who may read holds what they keep, and nobody else', async () => {
  const tenant = await site.tenant();
  await tenant.hold({ trackerId: tenant.trackerId });
  await site.settled();
  const ASKED = '{ positionRetention { isTenantHeld heldTrackerCount } }';
  const viewer = tenant.viewer();
  const grants = viewer.grants.map((grant) => ({ ...grant, permissions: [...grant.permissions, 'settings:write'] }));
  const told = await site.run(ASKED, { viewer: { ...viewer, grants } });
  assert.deepEqual(told.data.positionRetention, { isTenantHeld: false, heldTrackerCount: 1 });
  const refused = await tenant.read(ASKED);
  assert.deepEqual(refused.data.positionRetention, { isTenantHeld: null, heldTrackerCount: null });
});

test('refuses what was recorded before, and goes on taking in what was not while it deletes', async () => {
  const tenant = await withHistory();
  await tenant.keep(30);
  await site.settled();
  const forgetting = site.forget({ daysAtOnce: 1 });
  for (let daysAgo = 10; daysAgo < 16; daysAgo += 1) assert.equal((await tenant.report(daysAgo)).status, 200);
  await forgetting;
  await site.settled();
  assert.equal(await countOf(tenant), 32);
  const { answer } = await tenant.report(36);
  assert.ok(typeof answer === 'object');
  assert.equal(answer.accepted, 0);
  assert.deepEqual(new Set(answer.rejected.map(({ code }) => code)), new Set(['IMPLAUSIBLE_TIME']));
  assert.match(answer.rejected[0]?.message ?? '', /^time must not lie before .*Z, since when positions are kept, got /);
  assert.equal(await countOf(tenant), 32);
});
