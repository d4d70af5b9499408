import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOON, NOWHERE, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
type Tenant = ReturnType<TestHeadcount['tenant']>;

const MARK = `mutation M($input: MarkPresenceInput!) { markPresence(input: $input) {
  mark { id person { id } zone { id } kind source at note markedBy } userErrors { field code } } }`;
const PEOPLE = `query P($asOf: DateTime) { occupancy(asOf: $asOf) { zones { zone { id } headcount {
  present probable stale unknown people { nodes { state source since stateSince zone { id } visit { id } mark { id note } } } } } } }`;

async function mark(tenant: Tenant, input: object, units: readonly string[] | null = null) {
  const viewer = testViewer(tenant.tenantId, WRITER, { units });
  const { data, errors } = await site.run(MARK, { viewer, variables: { input } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return { ...data.markPresence, viewer };
}

/** The headcount of a zone at an instant. */
async function countOf(tenant: Tenant, zoneId: string, at = NOON) {
  await site.settled();
  const { data, errors } = await site.run(PEOPLE, { viewer: tenant.viewer(), variables: { asOf: iso(at) } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { headcount } = data.occupancy.zones.find((one: any) => one.zone.id === zoneId);
  const { present, probable, stale, unknown, people } = headcount;
  return { numbers: [present, probable, stale, unknown].join('+'), people: people.nodes };
}

async function smallSite() {
  const tenant = site.tenant();
  const place = await tenant.place();
  const [hall, yard] = [await tenant.zone(place), await tenant.zone(place)];
  const ada = await tenant.person();
  await site.settled();
  return { tenant, place, hall, yard, ada };
}

test('counts who was marked in as present, with who said so and why, until marked out', async () => {
  const { tenant, hall, ada } = await smallSite();
  const at = NOON - 10 * MINUTE;
  const said = await mark(tenant, { personId: ada, geofenceId: hall, kind: 'IN', at: iso(at), note: ' No phone ' });
  const { id, ...told } = said.mark;
  assert.deepEqual(told, {
    person: { id: ada },
    zone: { id: hall },
    kind: 'IN',
    source: 'MANUAL',
    at: iso(at),
    note: 'No phone',
    markedBy: said.viewer.actor.id,
  });
  const { numbers, people } = await countOf(tenant, hall);
  assert.equal(numbers, '1+0+0+0');
  const since = iso(at);
  assert.deepEqual(people, [
    {
      state: 'PRESENT',
      source: 'MANUAL',
      since,
      stateSince: since,
      zone: { id: hall },
      visit: null,
      mark: { id, note: 'No phone' },
    },
  ]);
  assert.equal((await countOf(tenant, hall, at - 1)).numbers, '0+0+0+0');
  await mark(tenant, { personId: ada, geofenceId: hall, kind: 'OUT', at: iso(NOON - MINUTE) });
  assert.equal((await countOf(tenant, hall, NOON - MINUTE - 1)).numbers, '1+0+0+0');
  assert.equal((await countOf(tenant, hall)).numbers, '0+0+0+0');
});

test('believes a mark until a tracker sees the person come, or leave, anywhere', async () => {
  const { tenant, hall, yard, ada } = await smallSite();
  const visit = { personId: ada, geofenceId: yard, from: NOON - 20 * MINUTE };
  const [personVisitId = ''] = await tenant.visits(visit);
  await site.settled();
  await mark(tenant, { personId: ada, geofenceId: hall, kind: 'IN', at: iso(NOON - 15 * MINUTE) });
  const hallAt = async (minute: number) => (await countOf(tenant, hall, NOON + minute * MINUTE)).numbers;
  assert.deepEqual([await hallAt(-15), await hallAt(0)], ['1+0+0+0', '1+0+0+0']);
  const silent = { to: NOON - 12 * MINUTE, endReason: 'STALE', lost: { from: NOON - 12 * MINUTE, to: null } };
  await tenant.visits({ ...visit, personVisitId, ...silent });
  assert.equal(await hallAt(0), '1+0+0+0', 'silence sees nobody');
  await tenant.visits({ ...visit, personVisitId, to: NOON - 10 * MINUTE, endReason: 'LEFT' });
  assert.deepEqual([await hallAt(-11), await hallAt(-10)], ['1+0+0+0', '0+0+0+0']);
  await tenant.visits({ personId: ada, geofenceId: yard, from: NOON - 13 * MINUTE, to: NOON - 12 * MINUTE });
  assert.deepEqual([await hallAt(-14), await hallAt(-13)], ['1+0+0+0', '0+0+0+0'], 'also when that is told late');
  await mark(tenant, { personId: ada, geofenceId: hall, kind: 'IN', at: iso(NOON - 14 * MINUTE) });
  assert.deepEqual([await hallAt(-14), await hallAt(-13)], ['1+0+0+0', '0+0+0+0'], 'also when it is marked late');
});

test('marked out hides what a tracker says that was left behind, until it says something new', async () => {
  const { tenant, hall, yard, ada } = await smallSite();
  await tenant.visits({ personId: ada, geofenceId: hall, from: NOON - 20 * MINUTE });
  await site.settled();
  await mark(tenant, { personId: ada, geofenceId: hall, kind: 'OUT', at: iso(NOON - 15 * MINUTE) });
  const hallAt = async (minute: number) => (await countOf(tenant, hall, NOON + minute * MINUTE)).numbers;
  assert.deepEqual([await hallAt(-16), await hallAt(-15), await hallAt(0)], ['1+0+0+0', '0+0+0+0', '0+0+0+0']);
  await tenant.visits({ personId: ada, geofenceId: yard, from: NOON - 5 * MINUTE });
  assert.deepEqual([await hallAt(-6), await hallAt(-5)], ['0+0+0+0', '1+0+0+0']);
});

test('counts who was lost in silence as unknown there, until heard, seen elsewhere or marked in', async () => {
  const { tenant, hall, yard, ada } = await smallSite();
  const from = NOON - 20 * MINUTE;
  const lost = { from, to: null as number | null };
  const visit = { personId: ada, geofenceId: hall, from: from - MINUTE, to: from, endReason: 'STALE', lost };
  const [personVisitId = ''] = await tenant.visits(visit);
  const at = async (zone: string, minute: number) => (await countOf(tenant, zone, NOON + minute * MINUTE)).numbers;
  const { numbers, people } = await countOf(tenant, hall);
  assert.deepEqual([numbers, people[0].state, people[0].stateSince], ['0+0+0+1', 'UNKNOWN', iso(from)]);
  assert.equal(await at(hall, -20 - 1 / 60), '1+0+0+0');
  await tenant.visits({ ...visit, personVisitId, lost: { from, to: NOON - MINUTE } });
  assert.deepEqual([await at(hall, -2), await at(hall, -1)], ['0+0+0+1', '0+0+0+0']);
  await tenant.visits({ ...visit, personVisitId });
  await mark(tenant, { personId: ada, geofenceId: yard, kind: 'IN', at: iso(NOON - 5 * MINUTE) });
  assert.deepEqual([await at(hall, -6), await at(hall, -5), await at(yard, -5)], ['0+0+0+1', '0+0+0+0', '1+0+0+0']);
  const away = { personId: ada, geofenceId: yard, from: NOON - 10 * MINUTE, to: NOON - 9 * MINUTE, endReason: 'LEFT' };
  await tenant.visits(away);
  assert.deepEqual([await at(hall, -11), await at(hall, -10), await at(hall, -8)], ['0+0+0+1', '0+0+0+0', '0+0+0+0']);
});

test('lists marks, the latest first, to whoever may see the person', async () => {
  const { tenant, hall, yard, ada } = await smallSite();
  const unit = await tenant.unit();
  const ben = await tenant.person(unit);
  for (const [personId, geofenceId, minute] of [
    [ada, hall, 3],
    [ben, hall, 1],
    [ben, yard, 2],
  ] as const) {
    await mark(tenant, { personId, geofenceId, kind: 'IN', at: iso(NOON - minute * MINUTE) });
  }
  const list = async (args: string, units: readonly string[] | null = null) => {
    const query = `{ presenceMarks${args} { nodes { person { id } zone { id } } pageInfo { hasNextPage endCursor } } }`;
    return (await site.run(query, { viewer: tenant.viewer(units) })).data.presenceMarks;
  };
  const short = (page: any) => page.nodes.map((one: any) => `${one.person.id} ${one.zone.id}`);
  assert.deepEqual(short(await list('')), [`${ben} ${hall}`, `${ben} ${yard}`, `${ada} ${hall}`]);
  assert.deepEqual(short(await list(`(zoneId: "${yard}")`)), [`${ben} ${yard}`]);
  assert.deepEqual(short(await list('', [unit])), [`${ben} ${hall}`, `${ben} ${yard}`]);
  assert.deepEqual(short(await list(`(personId: "x")`)), []);
  await tenant.changePerson(ben, { unitId: null });
  await site.settled();
  assert.deepEqual(short(await list('', [unit])), [], 'who left the unit is no longer seen by it');
  const first = await list('(first: 2)');
  assert.ok(first.pageInfo.hasNextPage);
  assert.deepEqual(short(await list(`(first: 2, after: "${first.pageInfo.endCursor}")`)), [`${ada} ${hall}`]);
});

test('names what is wrong with a mark, and marks nobody out of reach', async () => {
  const { tenant, hall, ada } = await smallSite();
  const unit = await tenant.unit();
  const ben = await tenant.person(unit);
  const good = { personId: ada, geofenceId: hall, kind: 'IN' };
  for (const [changes, expected] of [
    [{ personId: NOWHERE }, 'personId NOT_FOUND'],
    [{ personId: "' or true" }, 'personId NOT_FOUND'],
    [{ geofenceId: NOWHERE }, 'geofenceId NOT_FOUND'],
    [{ at: iso(NOON + 5 * MINUTE + 1) }, 'at INVALID'],
    [{ at: '1999-12-31T00:00:00Z' }, 'at INVALID'],
    [{ note: ' ' }, 'note INVALID'],
    [{ note: 'x'.repeat(501) }, 'note INVALID'],
    [{ note: 'a\nb' }, 'note INVALID'],
  ] as const) {
    const { userErrors } = await mark(tenant, { ...good, ...changes });
    assert.equal([userErrors[0]?.field.at(-1), userErrors[0]?.code].join(' '), expected);
  }
  assert.equal((await mark(tenant, good, [unit])).userErrors[0]?.code, 'NOT_FOUND');
  assert.deepEqual((await mark(tenant, { ...good, personId: ben }, [unit])).userErrors, []);
  const { errors } = await site.run(MARK, { viewer: testViewer(tenant.tenantId, READER), variables: { input: good } });
  assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});

test('lets people check in with a code of the zone, until it expires and nowhere else', async () => {
  const { tenant, hall, ada } = await smallSite();
  const [elsewhere, unit] = [site.tenant(), await tenant.unit()];
  const cleo = await elsewhere.person();
  const viewer = testViewer(tenant.tenantId, WRITER);
  const create = `mutation C($input: CreateCheckInCodeInput!) { createCheckInCode(input: $input) { token expiresAt userErrors { field code } } }`;
  const codeFor = async (input: object) =>
    (await site.run(create, { viewer, variables: { input } })).data.createCheckInCode;
  const { token, expiresAt } = await codeFor({ zoneId: hall, validSeconds: 60 });
  assert.equal(expiresAt, iso(NOON + MINUTE));
  const show = async (input: object, on = viewer) => {
    const document = `mutation I($input: CheckInInput!) { checkIn(input: $input) { mark { zone { id } source kind at } userErrors { field code } } }`;
    const { data, errors } = await site.run(document, { viewer: on, variables: { input } });
    return data?.checkIn.userErrors[0]?.code ?? data?.checkIn.mark ?? errors?.[0]?.extensions?.['code'];
  };
  assert.deepEqual(await show({ token, personId: ada }), {
    zone: { id: hall },
    source: 'QR',
    kind: 'IN',
    at: iso(NOON),
  });
  assert.deepEqual((await countOf(tenant, hall)).people[0].source, 'QR');
  const [body = '', signature = ''] = token.split('.');
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace(hall, NOWHERE)).toString('base64url');
  const refused: [unknown, string][] = [
    [await show({ token: `${forged}.${signature}`, personId: ada }), 'CODE_INVALID'],
    [await show({ token: body, personId: ada }), 'CODE_INVALID'],
    [await show({ token: `${token}.x`, personId: ada }), 'CODE_INVALID'],
    [await show({ token: 'x'.repeat(2_000), personId: ada }), 'CODE_INVALID'],
    [await show({ token, personId: cleo }, testViewer(elsewhere.tenantId, WRITER)), 'CODE_INVALID'],
    [await show({ token, personId: NOWHERE }), 'NOT_FOUND'],
    [await show({ token, personId: ada }, testViewer(tenant.tenantId, WRITER, { units: [unit] })), 'NOT_FOUND'],
    [await show({ token, personId: ada }, testViewer(tenant.tenantId, READER)), 'FORBIDDEN'],
  ];
  for (const [found, expected] of refused) assert.equal(found, expected);
  site.clock.advance(MINUTE);
  assert.equal(await show({ token, personId: ada }), 'CODE_EXPIRED');
  site.clock.set(NOON);
  assert.deepEqual((await codeFor({ zoneId: uuidv7() })).userErrors, [
    { field: ['input', 'zoneId'], code: 'NOT_FOUND' },
  ]);
  for (const validSeconds of [59, 31_536_001]) {
    assert.equal((await codeFor({ zoneId: hall, validSeconds })).userErrors[0].code, 'INVALID');
  }
});

test('takes back every code of a zone that was made so far, and none made since or of another zone', async () => {
  const { tenant, hall, yard, ada } = await smallSite();
  const viewer = testViewer(tenant.tenantId, WRITER);
  const run = async (document: string, on = viewer) => (await site.run(document, { viewer: on })).data;
  const codeOf = async (zoneId: string): Promise<string> =>
    (await run(`mutation { createCheckInCode(input: { zoneId: "${zoneId}" }) { token } }`)).createCheckInCode.token;
  const show = async (token: string) => {
    const document = `mutation { checkIn(input: { token: "${token}", personId: "${ada}" }) { mark { id } userErrors { code } } }`;
    const { checkIn } = await run(document);
    return checkIn.userErrors[0]?.code ?? (checkIn.mark ? 'MARKED' : 'NOTHING');
  };
  const revoke = (zoneId: string, on = viewer) =>
    run(`mutation { revokeCheckInCodes(input: { zoneId: "${zoneId}" }) { revokedAt userErrors { field code } } }`, on);
  const revokedAt = async (zoneId: string) => {
    const document = `{ _entities(representations: [{ __typename: "Geofence", id: "${zoneId}" }]) {
      ... on Geofence { checkInCodesRevokedAt } } }`;
    return (await run(document))._entities[0].checkInCodesRevokedAt;
  };
  const [old, other] = [await codeOf(hall), await codeOf(yard)];
  assert.equal(await revokedAt(hall), null);
  assert.deepEqual(await revoke(hall), { revokeCheckInCodes: { revokedAt: iso(NOON), userErrors: [] } });
  assert.deepEqual([await revokedAt(hall), await revokedAt(yard)], [iso(NOON), null]);
  assert.equal(await show(old), 'CODE_REVOKED');
  assert.equal(await show(other), 'MARKED');
  site.clock.advance(MINUTE);
  assert.equal(await show(await codeOf(hall)), 'MARKED');
  site.clock.set(NOON);
  assert.deepEqual((await revoke(NOWHERE)).revokeCheckInCodes.userErrors, [
    { field: ['input', 'zoneId'], code: 'NOT_FOUND' },
  ]);
  assert.equal(await revoke(hall, testViewer(tenant.tenantId, READER)), null);
});

test('leaves an entry for the audit of everything that people did', async () => {
  const { tenant, place, hall, ada } = await smallSite();
  const { viewer } = await mark(tenant, { personId: ada, geofenceId: hall, kind: 'IN', note: 'Seen at the gate' });
  await site.run(
    `mutation { createCheckInCode(input: { zoneId: "${hall}" }) { token }
      revokeCheckInCodes(input: { zoneId: "${hall}" }) { revokedAt }
      setOccupancyLimit(input: { placeId: "${place}", maximum: 3 }) { limit { id } }
      setHeadcountReset(input: { placeId: "${place}", localTime: "05:00", timeZone: "Etc/UTC" }) { place { id } } }`,
    { viewer },
  );
  const rows = await site.postgres.admin<{ type: string; actor_id: string; reason: string | null; payload: object }[]>`
    select type, actor_id, reason, payload from log.entries
    where tenant_id = ${tenant.tenantId} and topic = 'headcount' order by "offset"`;
  assert.deepEqual(
    rows.map(({ type, reason }) => [type, reason]),
    [
      ['presence-marked', 'Seen at the gate'],
      ['check-in-code-made', null],
      ['check-in-codes-revoked', null],
      ['occupancy-limit-set', null],
      ['headcount-reset-scheduled', null],
    ],
  );
  assert.ok(rows.every(({ actor_id }) => actor_id === viewer.actor.id));
  assert.ok(!JSON.stringify(rows).includes('token'));
});
