import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { readEntries, uuidv7 } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';

import { appendAct } from '../src/db/muster/acts.ts';
import { lockMuster } from '../src/db/muster/musters.ts';
import { NOON, NOWHERE, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;

const at = (ms: number) => site.clock.set(NOON + ms);
const codes = ({ userErrors }: any) => userErrors.map(({ code, field }: any) => `${code} ${field.join('.')}`);

test('one muster at a time goes on in a place, above and below it; the other is named', async () => {
  at(0);
  const { change, start, works, building, yard, tenant } = await musterSite(site);
  const first = await start({ name: 'First' });
  const floor = await tenant.place([works, building]);
  await site.settled();
  const ask = (placeId: string) =>
    change('startMuster', { placeId, mode: 'TEST', name: 'Second', idempotencyKey: uuidv7() });
  for (const placeId of [building, works, floor]) {
    const { muster, userErrors } = await ask(placeId);
    assert.equal(muster, null);
    assert.equal(userErrors[0].code, 'OVERLAPS');
    assert.match(userErrors[0].message, new RegExp(`"First" \\(${first}\\)`));
  }
  const { muster } = await ask(yard);
  assert.equal(muster.status, 'RUNNING', 'a place beside it may have its own');
  await change('endMuster', { musterId: muster.id });
  await change('endMuster', { musterId: first });
  assert.deepEqual(codes(await ask(works)), []);
});

test('a live muster is never refused for drills and tests that go on there: they are called off, with the reason', async () => {
  at(0);
  const { change, start, ask, works, building, yard, viewer } = await musterSite(site);
  const [drill, forgotten] = [await start(), await start({ placeId: yard, mode: 'TEST', name: 'Siren' })];
  await change('pauseMuster', { musterId: forgotten });
  at(MINUTE);
  const live = { placeId: works, mode: 'LIVE', name: 'Fire', idempotencyKey: uuidv7() };
  const chief = viewer();
  const { muster, userErrors } = await change('startMuster', live, chief);
  assert.deepEqual(userErrors, []);
  const reason = 'broken off for the live muster "Fire"';
  for (const musterId of [drill, forgotten]) {
    const { status, endedAt, acts } = await ask(musterId, 'status endedAt acts { nodes { kind note actorId } }');
    assert.deepEqual([status, Date.parse(endedAt) - NOON], ['CANCELLED', MINUTE]);
    assert.deepEqual(acts.nodes.at(-1), { kind: 'CANCELLED', note: reason, actorId: chief.actor.id });
  }
  const again = await change('startMuster', live, chief);
  assert.deepEqual([again.muster.id, again.userErrors], [muster.id, []], 'asked again it is the same');
  for (const mode of ['TEST', 'DRILL', 'LIVE']) {
    const refused = await change('startMuster', { ...live, placeId: building, mode, idempotencyKey: uuidv7() });
    assert.deepEqual(codes(refused), ['OVERLAPS input.placeId'], mode);
  }
  assert.equal((await ask(muster.id, 'status')).status, 'RUNNING');
});

test('of several calls at once that start a muster in one place one succeeds', async () => {
  at(0);
  const { change, building } = await musterSite(site);
  await site.settled();
  const input = () => ({ placeId: building, mode: 'DRILL', name: 'Race', idempotencyKey: uuidv7() });
  const answers = await Promise.all(Array.from({ length: 4 }, () => change('startMuster', input())));
  assert.equal(answers.filter(({ muster }) => muster).length, 1);
  const again = { ...input(), idempotencyKey: 'the same' };
  await change('endMuster', { musterId: answers.find(({ muster }) => muster).muster.id });
  const repeated = await Promise.all([change('startMuster', again), change('startMuster', again)]);
  assert.equal(new Set(repeated.map(({ muster }) => muster.id)).size, 1, 'a repeated call gives the same muster');
  assert.deepEqual(codes(await change('startMuster', { ...again, name: 'Another' })), [
    'KEY_USED input.idempotencyKey',
  ]);
});

test('a muster is paused, resumed, ended or called off, each once, with whoever did it and why', async () => {
  at(0);
  const { change, start, ask, viewer } = await musterSite(site);
  const musterId = await start();
  assert.deepEqual(codes(await change('resumeMuster', { musterId })), ['WRONG_STATUS input.musterId']);
  at(MINUTE);
  assert.equal((await change('pauseMuster', { musterId, note: 'false alarm?' })).muster.status, 'PAUSED');
  assert.deepEqual(codes(await change('pauseMuster', { musterId })), ['WRONG_STATUS input.musterId']);
  at(3 * MINUTE);
  assert.equal((await change('resumeMuster', { musterId })).muster.status, 'RUNNING');
  assert.deepEqual(codes(await change('endMuster', { musterId, cancelled: true })), ['REQUIRED input.note']);
  const chief = viewer();
  at(4 * MINUTE);
  const ended = await change('endMuster', { musterId, cancelled: true, note: 'a test of the siren' }, chief);
  assert.equal(ended.muster.status, 'CANCELLED');
  assert.deepEqual(codes(await change('endMuster', { musterId })), ['WRONG_STATUS input.musterId']);
  const { acts, report } = await ask(musterId, 'acts { nodes { kind note at actorId } } report { pausedSeconds }');
  assert.deepEqual(
    acts.nodes.map((act: any) => [act.kind, act.note, Date.parse(act.at) - NOON]),
    [
      ['STARTED', null, 0],
      ['PAUSED', 'false alarm?', MINUTE],
      ['RESUMED', null, 3 * MINUTE],
      ['CANCELLED', 'a test of the siren', 4 * MINUTE],
    ],
  );
  assert.equal(acts.nodes.at(-1).actorId, chief.actor.id);
  assert.equal(report.pausedSeconds, 120);
});

test('every deed stands in the log with its actor, and musters are told for notifications', async () => {
  at(0);
  const { change, start, tenant, tenantId, mark, east, hall, visits } = await musterSite(site);
  const personId = await tenant.person();
  await visits({ personId, geofenceId: hall, from: NOON - MINUTE });
  const musterId = await start();
  await mark(musterId, personId, { note: 'by the gate, Ada Lovelace' });
  await change('createMusterStationCode', { musterId, stationId: east });
  await change('setAssignedStation', { personId, stationIds: [east] });
  await change('pauseMuster', { musterId });
  await change('resumeMuster', { musterId });
  await change('endMuster', { musterId, note: 'over' });
  const read = async (topic: string) => {
    const head = { topic, tenantId, partition: 0 };
    const { result } = await site.others.withTenant(tenantId, (tx) =>
      readEntries(tx.sql, head, { after: -1, limit: 50 }),
    );
    return result;
  };
  const deeds = await read('headcount');
  assert.deepEqual(
    deeds.map(({ type }) => type),
    [
      'muster-started',
      'muster-marked',
      'muster-code-made',
      'stations-assigned',
      'muster-paused',
      'muster-resumed',
      'muster-ended',
    ],
  );
  assert.ok(deeds.every(({ actor }) => actor?.kind === 'user'));
  assert.equal(deeds.at(-1)?.reason, 'over');
  assert.ok(!JSON.stringify(deeds).includes('Lovelace'), 'what is written of people stays out of the log');
  const events = await read('headcount-events');
  const kinds = events.map(({ payload }) => (payload as { kind: string }).kind);
  assert.deepEqual(kinds, ['MUSTER_STARTED', 'MUSTER_PAUSED', 'MUSTER_RESUMED', 'MUSTER_ENDED']);
  assert.equal(new Set(events.map(({ payload }) => (payload as { eventId: string }).eventId)).size, 4);
});

test('a mark said twice is kept once, however late it comes; marks out of time or place are refused', async () => {
  at(0);
  const { tenant, hall, east, start, mark, visits, states, change, ask } = await musterSite(site);
  const personId = await tenant.person();
  await visits({ personId, geofenceId: hall, from: NOON - MINUTE });
  const musterId = await start();
  at(10 * MINUTE);
  const said = { idempotencyKey: 'once', at: new Date(NOON + 2 * MINUTE).toISOString(), stationId: east };
  const [one, other] = await Promise.all([mark(musterId, personId, said), mark(musterId, personId, said)]);
  assert.deepEqual([one.act.id, one.person.state], [other.act.id, 'SAFE']);
  assert.deepEqual(codes(await mark(musterId, personId, { ...said, kind: 'MISSING' })), [
    'KEY_USED input.idempotencyKey',
  ]);
  assert.equal((await ask(musterId, 'acts { nodes { kind } }')).acts.nodes.length, 2);
  const refused = async (input: object) => codes(await mark(musterId, personId, input));
  assert.deepEqual(await refused({ at: new Date(NOON - 1).toISOString() }), ['OUT_OF_RANGE input.at']);
  assert.deepEqual(await refused({ at: new Date(NOON + 16 * MINUTE).toISOString() }), ['OUT_OF_RANGE input.at']);
  assert.deepEqual(await refused({ stationId: hall }), ['NOT_FOUND input.stationId']);
  assert.deepEqual(await refused({ personId: NOWHERE }), ['NOT_FOUND input.personId']);
  assert.deepEqual(await refused({ musterId: NOWHERE }), ['NOT_FOUND input.musterId']);
  assert.deepEqual(await refused({ musterId: 'nonsense' }), ['NOT_FOUND input.musterId']);
  assert.deepEqual(await refused({ note: '' }), ['INVALID input.note']);
  assert.deepEqual(await states(musterId), { [personId]: 'SAFE' });
  const nobody = await change('markMuster', { musterId, personId, kind: 'MISSING', idempotencyKey: '' });
  assert.deepEqual(codes(nobody), ['INVALID input.idempotencyKey']);
});

test('a code counts where and while it holds, for its own tenant, and when it was scanned in time', async () => {
  at(0);
  const { tenant, hall, east, start, visits, change } = await musterSite(site);
  const other = await musterSite(site);
  const personId = await tenant.person();
  await visits({ personId, geofenceId: hall, from: NOON - MINUTE });
  const musterId = await start();
  const { code, expiresAt } = await change('createMusterStationCode', { musterId, stationId: east, minutes: 10 });
  assert.equal(expiresAt, new Date(NOON + 10 * MINUTE).toISOString());
  const scan = async (input: object, by = change) =>
    by('musterCheckIn', { code, personId, idempotencyKey: uuidv7(), ...input });
  const [content = '', signature = ''] = code.split('.');
  const forged = Buffer.from(content, 'base64url').toString().replace(musterId, NOWHERE);
  for (const text of [
    '',
    'nonsense',
    content,
    `${Buffer.from(forged).toString('base64url')}.${signature}`,
    `${code}.x`,
  ]) {
    assert.deepEqual(codes(await scan({ code: text })), ['CODE_INVALID input.code'], text);
  }
  const theirs = await other.tenant.person();
  await site.settled();
  assert.deepEqual(codes(await scan({ personId: theirs }, other.change)), ['CODE_INVALID input.code']);
  at(12 * MINUTE);
  assert.deepEqual(codes(await scan({})), ['CODE_EXPIRED input.code']);
  assert.deepEqual(codes(await scan({ at: new Date(NOON - 1).toISOString() })), ['CODE_EXPIRED input.code']);
  const late = await scan({ at: new Date(NOON + 9 * MINUTE).toISOString() });
  assert.deepEqual([late.userErrors, late.person], [[], { state: 'SAFE', by: 'QR' }]);
  at(25 * 60 * MINUTE);
  assert.deepEqual(codes(await scan({ at: new Date(NOON + 9 * MINUTE).toISOString() })), ['CODE_EXPIRED input.code']);
  at(13 * MINUTE);
  await change('endMuster', { musterId });
  assert.deepEqual(codes(await change('createMusterStationCode', { musterId, stationId: east })), [
    'WRONG_STATUS input.musterId',
  ]);
});

test('a code is made for a station of the muster, and for no other muster point', async () => {
  at(0);
  const { start, east, west, change } = await musterSite(site);
  const musterId = await start({ stationIds: [east] });
  const made = (stationId: string) => change('createMusterStationCode', { musterId, stationId });
  assert.deepEqual(codes(await made(west)), ['NOT_FOUND input.stationId']);
  assert.deepEqual(codes(await made(east)), []);
});

test('who may only read musters changes nothing', async () => {
  at(0);
  const { start, viewer, change } = await musterSite(site);
  const musterId = await start();
  const reader = viewer(null, ['muster:read']);
  await assert.rejects(change('endMuster', { musterId }, reader), /FORBIDDEN/);
  await assert.rejects(change('endMuster', { musterId }, viewer(null, ['headcount:read'])), /FORBIDDEN/);
});

test('another tenant sees no muster and ends none; the tables keep tenants apart and what was done as it was', async () => {
  at(0);
  const { start, ask } = await musterSite(site);
  const other = await musterSite(site);
  const musterId = await start();
  assert.equal(await other.ask(musterId, 'id'), null);
  assert.deepEqual(codes(await other.change('endMuster', { musterId })), ['NOT_FOUND input.musterId']);
  const { data } = await site.run('{ musters { nodes { id } } }', { viewer: other.viewer() });
  assert.deepEqual(data.musters.nodes, []);
  assert.equal((await ask(musterId, 'status')).status, 'RUNNING');
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'headcount'), []);
  for (const statement of [
    'update headcount.muster_acts set note = null',
    'delete from headcount.muster_acts',
    'delete from headcount.muster_expected',
    'update headcount.musters set started_at = now()',
    'delete from headcount.station_assignments',
  ]) {
    await assert.rejects(
      site.others.withTenant(other.tenantId, (tx) => tx.sql.unsafe(statement)),
      /permission denied/,
      statement,
    );
  }
});

test('a place without stations, or unknown ones, cannot be mustered', async () => {
  at(0);
  const { tenant, change, building, hall, east } = await musterSite(site);
  const lonely = await tenant.place();
  await site.settled();
  const ask = (input: object) =>
    change('startMuster', { placeId: building, mode: 'TEST', name: 'X', idempotencyKey: uuidv7(), ...input });
  assert.deepEqual(codes(await ask({ placeId: lonely })), ['NO_STATION input.stationIds']);
  assert.deepEqual(codes(await ask({ placeId: NOWHERE })), ['NOT_FOUND input.placeId']);
  assert.deepEqual(codes(await ask({ stationIds: [hall] })), ['NOT_FOUND input.stationIds']);
  assert.deepEqual(codes(await ask({ expectedMinutes: 0 })), ['INVALID input.expectedMinutes']);
  assert.deepEqual(codes(await ask({ name: '' })), ['INVALID input.name']);
  assert.deepEqual(codes(await ask({ stationIds: [east] })), []);
});

test('a muster does not end before it started, though the clock was set back meanwhile', async () => {
  at(0);
  const { start, change, ask } = await musterSite(site);
  const musterId = await start();
  at(-5_000);
  assert.deepEqual(codes(await change('endMuster', { musterId })), []);
  const { startedAt, endedAt } = await ask(musterId, 'startedAt endedAt');
  assert.equal(endedAt, startedAt);
});

test('a live muster starts also where a drill is ended at that very moment, and leaves it as it was ended', async () => {
  at(0);
  const { start, change, ask, building, tenantId, viewer } = await musterSite(site);
  const musterId = await start();
  let starting: Promise<any> | undefined;
  await site.others.withTenant(tenantId, async (tx) => {
    const drill = await lockMuster(tx, musterId);
    assert.ok(drill);
    const deed = { musterId, number: drill.acts + 1, actId: uuidv7(), kind: 'ENDED', at: NOON, knownAt: NOON } as const;
    const nobody = { personId: null, mark: null, by: null, stationId: null, zoneId: null, note: null };
    const act = { ...deed, ...nobody, actor: viewer().actor, idempotencyKey: null, fingerprint: null };
    await appendAct(tx, tenantId, { act, standing: { status: 'ENDED', endedOffset: drill.visitsOffset } });
    starting = change('startMuster', { placeId: building, mode: 'LIVE', name: 'Fire', idempotencyKey: uuidv7() });
    await sleep(400);
  });
  assert.deepEqual(codes(await starting), []);
  assert.equal((await ask(musterId, 'status')).status, 'ENDED');
});
