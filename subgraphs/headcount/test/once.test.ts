import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { WRITER } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

async function smallSite() {
  const tenant = site.tenant();
  const { tenantId } = tenant;
  const place = await tenant.place();
  const hall = await tenant.zone(place);
  const [ada, ben] = [await tenant.person(), await tenant.person()];
  await site.settled();
  const viewer = testViewer(tenantId, WRITER);
  /** What a mutation answers: the id of what it made, or the code of what was wrong. */
  const call = async (name: string, input: object): Promise<string> => {
    const [, type, field] = MUTATIONS.find(([known]) => known === name) ?? assert.fail(name);
    const document = `mutation M($input: ${type}!) { done: ${name}(input: $input) { made: ${field} { id } userErrors { code } } }`;
    const { data, errors } = await site.run(document, { viewer, variables: { input } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.done.made?.id ?? data.done.userErrors[0].code;
  };
  const entries = async () => {
    const rows = await site.postgres.admin<{ type: string }[]>`
      select type from log.entries where tenant_id = ${tenantId} and topic = 'headcount' order by "offset"`;
    return rows.map(({ type }) => type);
  };
  return { tenant, place, hall, ada, ben, viewer, call, entries };
}

const MUTATIONS = [
  ['markPresence', 'MarkPresenceInput', 'mark'],
  ['checkIn', 'CheckInInput', 'mark'],
  ['setOccupancyLimit', 'SetOccupancyLimitInput', 'limit'],
  ['removeOccupancyLimit', 'RemoveOccupancyLimitInput', 'limit'],
  ['setHeadcountReset', 'SetHeadcountResetInput', 'place'],
] as const;

async function codeFor({ hall, viewer }: Awaited<ReturnType<typeof smallSite>>): Promise<string> {
  const document = `mutation { createCheckInCode(input: { zoneId: "${hall}", validSeconds: 60 }) { token } }`;
  return (await site.run(document, { viewer })).data.createCheckInCode.token;
}

test('does once what is asked for again with the same key, and refuses the key for anything else', async () => {
  const scene = await smallSite();
  const { place, hall, ada, ben, call, entries } = scene;
  const token = await codeFor(scene);
  const limitId = await call('setOccupancyLimit', { placeId: place, maximum: 9 });
  const before = (await entries()).length;
  const calls: [string, object, object][] = [
    ['markPresence', { personId: ada, geofenceId: hall, kind: 'IN' }, { personId: ben, geofenceId: hall, kind: 'IN' }],
    ['checkIn', { token, personId: ada }, { token, personId: ben }],
    ['setOccupancyLimit', { zoneId: hall, maximum: 2 }, { zoneId: hall, maximum: 3 }],
    ['removeOccupancyLimit', { limitId }, { limitId: ada }],
    [
      'setHeadcountReset',
      { placeId: place, localTime: '05:00', timeZone: 'Etc/UTC' },
      { placeId: place, timeZone: 'Etc/UTC' },
    ],
  ];
  for (const [index, [name, input, other]] of calls.entries()) {
    const idempotencyKey = `call ${index}`;
    const first = await call(name, { ...input, idempotencyKey });
    site.clock.advance(1_000);
    const again = await Promise.all([1, 2].map(() => call(name, { ...input, idempotencyKey })));
    assert.deepEqual(again, [first, first], name);
    assert.equal(await call(name, { ...other, idempotencyKey }), 'KEY_USED', name);
    assert.equal((await entries()).length, before + index + 1, name);
  }
  assert.equal(await call('checkIn', { token, personId: ada, idempotencyKey: 'call 0' }), 'KEY_USED', 'another deed');
  site.clock.set(NOON);
});

test('does once what is asked for many times at the same moment', async () => {
  const { hall, ada, call, entries } = await smallSite();
  const input = { personId: ada, geofenceId: hall, kind: 'IN', idempotencyKey: 'x'.repeat(100) };
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => call('markPresence', input)));
  assert.equal(new Set(made).size, 1);
  assert.deepEqual(await entries(), ['presence-marked']);
});

test('gives a check-in again when its code is old, and makes none then', async () => {
  const scene = await smallSite();
  const { ada, call } = scene;
  const input = { token: await codeFor(scene), personId: ada };
  const first = await call('checkIn', { ...input, idempotencyKey: 'phone' });
  site.clock.advance(60_000);
  assert.equal(await call('checkIn', { ...input, idempotencyKey: 'phone' }), first);
  assert.equal(await call('checkIn', { ...input, idempotencyKey: 'another' }), 'CODE_EXPIRED');
  site.clock.set(NOON);
});

test('counts each call for itself without a key, keeps keys of organisations apart, and refuses broken ones', async () => {
  const { hall, ada, call, entries } = await smallSite();
  const input = { personId: ada, geofenceId: hall, kind: 'IN' };
  assert.notEqual(await call('markPresence', input), await call('markPresence', input));
  assert.equal((await entries()).length, 2);
  for (const idempotencyKey of ['', 'x'.repeat(101), 'a\nb'])
    assert.equal(await call('markPresence', { ...input, idempotencyKey }), 'INVALID');
  const other = await smallSite();
  const idempotencyKey = 'the same';
  await call('markPresence', { ...input, idempotencyKey });
  const theirs = await other.call('markPresence', {
    personId: other.ada,
    geofenceId: other.hall,
    kind: 'OUT',
    idempotencyKey,
  });
  assert.match(theirs, /^[0-9a-f-]{36}$/);
});

test('stands by a key for 30 days, and then forgets it', async () => {
  const { tenant, hall, ada, call } = await smallSite();
  const mark = (idempotencyKey: string) =>
    call('markPresence', { personId: ada, geofenceId: hall, kind: 'IN', idempotencyKey });
  const kept = async () => {
    const rows = await site.postgres.admin`
      select idempotency_key as key from headcount.done_once where tenant_id = ${tenant.tenantId} order by key`;
    return rows.map(({ key }) => key);
  };
  const first = await mark('a');
  site.clock.advance(30 * 86_400_000);
  await mark('b');
  assert.deepEqual([await mark('a'), await kept()], [first, ['a', 'b']]);
  site.clock.advance(1);
  await mark('c');
  assert.deepEqual(await kept(), ['b', 'c']);
  assert.notEqual(await mark('a'), first);
  site.clock.set(NOON);
});

test('does again with the same key what was refused before', async () => {
  const { tenant, hall, call } = await smallSite();
  const zone = await tenant.zone();
  await site.settled();
  const input = { zoneId: hall, minimum: 3, maximum: 2, idempotencyKey: 'limit' };
  assert.equal(await call('setOccupancyLimit', input), 'INVALID');
  assert.match(await call('setOccupancyLimit', { ...input, zoneId: zone, maximum: 5 }), /^[0-9a-f-]{36}$/);
});
