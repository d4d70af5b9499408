import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { claimName } from '@trekker/kit';

import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600 - 3_600;
const location = (second: number, changes: object = {}) => ({
  _type: 'location',
  tst: HOUR + second,
  lat: 52.5,
  lon: 13.4,
  acc: 12,
  ...changes,
});

const JANE = { 'x-limit-u': 'jane', 'x-limit-d': 'phone' };

/** Posts one message as the apps do and gives back everything they look at. */
async function tell(url: string, message: unknown, headers: Record<string, string> = JANE) {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const DELIVERED = { status: 200, type: 'application/json', body: '[]' };

const rowsOf = (tenantId: string) =>
  site.postgres.admin<
    { at: number; lat: number; speed: number | null; battery: number | null; attributes: unknown }[]
  >`select (extract(epoch from recorded_at))::int - ${HOUR} as at, latitude_e7 as lat, speed_mms as speed,
      battery_percent as battery, attributes from positions.history where tenant_id = ${tenantId} order by recorded_at`;

const quarantineOf = async (viewer: ReturnType<Awaited<ReturnType<TestPositions['tenant']>>['viewer']>) =>
  (await site.run('{ quarantinedFixes { nodes { identifier reason message transport raw } } }', { viewer })).data
    .quarantinedFixes.nodes as Record<string, string>[];

test('answers a location with an empty JSON array once it is on disk', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const first = location(0, { vel: 36, batt: 81, t: 'u' });
  assert.deepEqual(await tell(`${door}/owntracks`, first), DELIVERED);
  assert.deepEqual(
    [...(await rowsOf(tenantId))].map((row) => ({ ...row })),
    [{ at: 0, lat: 525_000_000, speed: 10_000, battery: 81, attributes: { t: 'u' } }],
  );
});

test('stores a repeated location once, and a ping as what it is: the same place at a new time', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  for (const message of [location(0, { vel: 50 }), location(0, { vel: 50 }), location(60, { vel: 50, t: 'p' })]) {
    assert.deepEqual(await tell(`${door}/owntracks`, message), DELIVERED);
  }
  assert.deepEqual(
    (await rowsOf(tenantId)).map(({ at, lat, speed }) => [at, lat, speed]),
    [
      [0, 525_000_000, 13_889],
      [60, 525_000_000, null],
    ],
  );
});

test('finds the phone by headers, query, topic and initials, in this order', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  for (const name of ['head/er', 'que/ry', 'to/pic', 'TI', '7']) await tracker(name);
  const url = `${door}/owntracks`;
  const named = { topic: 'owntracks/to/pic', tid: 'TI' };
  const head = { 'x-limit-u': 'head', 'x-limit-d': 'er' };
  await tell(`${url}?u=que&d=ry`, location(0, named), head);
  await tell(`${url}?u=que&d=ry`, location(1, named), {});
  await tell(url, location(2, named), {});
  await tell(url, location(3, { tid: 'TI' }), {});
  await tell(url, location(4), { 'x-limit-u': '7', 'x-limit-d': '7' });
  const counted = await site.postgres.admin<{ name: string; at: number }[]>`
    select r.key as name, (extract(epoch from h.recorded_at))::int - ${HOUR} as at
    from positions.history h join positions.replicas r
      on r.replica = 'identifiers' and r.tenant_id = h.tenant_id and r.data->>'trackerId' = h.tracker_id::text
    where h.tenant_id = ${tenantId} order by h.recorded_at`;
  assert.deepEqual(
    counted.map(({ name }) => name),
    ['head/er', 'que/ry', 'to/pic', 'TI', '7'],
  );
});

test('reads names beyond ASCII in headers as UTF-8', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('żuraw/7');
  const bytes = Buffer.from('żuraw').toString('latin1');
  assert.deepEqual(await tell(`${door}/owntracks`, location(0), { 'x-limit-u': bytes, 'x-limit-d': '7' }), DELIVERED);
  assert.equal((await rowsOf(tenantId)).length, 1);
});

test('takes no fix from anything but a location, and answers it alike', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('jane/phone');
  for (const type of 'waypoint waypoints card cmd lwt status steps beacon configuration request transition'.split(
    ' ',
  )) {
    const message = location(0, { _type: type, event: 'enter' });
    assert.deepEqual(await tell(`${door}/owntracks`, message), DELIVERED, type);
  }
  assert.deepEqual([...(await rowsOf(tenantId))], []);
  assert.deepEqual(await quarantineOf(viewer()), []);
});

test('takes an empty body for nothing, whoever sends it, and recognises messages that name nobody', async () => {
  const { door, viewer } = await site.tenant();
  assert.deepEqual(await tell(`${door}/owntracks`, ''), DELIVERED);
  assert.deepEqual(await tell(`${door}/owntracks`, '', {}), DELIVERED);
  assert.deepEqual(await tell(`${door}/owntracks`, { _type: 'card', name: 'Jane' }, {}), DELIVERED);
  assert.deepEqual(await quarantineOf(viewer()), []);
});

test('quarantines a known phone’s bad fix with what was wrong and what it sent, and answers as delivered', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const url = `${door}/owntracks`;
  const bad = [
    location(0, { lat: 91 }),
    location(0, { tst: 5 }),
    location(0, { lat: 'north' }),
    { _type: 'encrypted', data: '1Vu7Owp' },
    { _type: 'teapot' },
    '{"_type":',
    '[]',
  ];
  for (const message of bad) assert.deepEqual(await tell(url, message), DELIVERED, JSON.stringify(message));
  const kept = (await quarantineOf(viewer())).toReversed();
  assert.deepEqual(
    kept.map(({ identifier, transport, reason, message }) => [identifier, transport, reason, message]),
    [
      ['OUT_OF_RANGE', 'latitude must be -90 to 90, got 91'],
      ['IMPLAUSIBLE_TIME', 'time must not lie before 2000-01-01T00:00:00.000Z, got 1970-01-01T00:00:05.000Z'],
      ['OUT_OF_RANGE', 'lat must be a number, got "north"'],
      ['ENCRYPTED', '_type must be of a message without encryption, as no secret is known, got "encrypted"'],
      ['UNSUPPORTED', '_type must be of a kind OwnTracks sends, got "teapot"'],
      ['OUT_OF_RANGE', 'body must be a JSON object, got "{\\"_type\\":"'],
      ['OUT_OF_RANGE', 'body must be a JSON object, got "[]"'],
    ].map((one) => ['jane/phone', 'owntracks', ...one]),
  );
  assert.deepEqual(
    kept.map(({ raw }) => raw),
    bad.map((message) => (typeof message === 'string' ? message : JSON.stringify(message))),
  );
  assert.deepEqual([...(await rowsOf(tenantId))], []);
});

test('answers 404 for a phone nobody knows and keeps a record, 400 where nothing names one, 405 for GET', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  const url = `${door}/owntracks`;
  assert.equal((await tell(url, location(0))).status, 404);
  assert.equal((await tell(url, { _type: 'status' })).status, 404);
  assert.equal((await tell(url, location(0), {})).status, 400);
  assert.equal((await tell(url, '{', {})).status, 400);
  assert.equal((await fetch(url)).status, 405);
  assert.deepEqual(
    (await quarantineOf(viewer())).map(({ identifier, reason }) => [identifier, reason]),
    [
      ['jane/phone', 'UNKNOWN_TRACKER'],
      ['jane/phone', 'UNKNOWN_TRACKER'],
    ],
  );
  await tracker('jane/phone');
  assert.deepEqual(await tell(url, location(0)), DELIVERED);
  assert.equal((await rowsOf(tenantId)).length, 1);
});

test('keeps no more than some messages of phones nobody knows', async () => {
  const { door, viewer } = await site.tenant();
  const told = Array.from({ length: 1_050 }, (_, index) =>
    tell(`${door}/owntracks`, location(index), { 'x-limit-u': 'ghost', 'x-limit-d': `${index}` }),
  );
  assert.deepEqual(new Set((await Promise.all(told)).map(({ status }) => status)), new Set([404]));
  const { data } = await site.run('{ quarantinedFixes { totalCount } }', { viewer: viewer() });
  assert.ok(data.quarantinedFixes.totalCount >= 1_000 && data.quarantinedFixes.totalCount < 1_040);
});

test('takes the door’s token at the bare address as bearer and as the password of Basic, and no other', async () => {
  const { token, tracker } = await site.tenant();
  await tracker('jane/phone');
  const report = async (authorization: string, path = '/owntracks') =>
    (await tell(`${site.base}${path}`, location(0), { ...JANE, authorization })).status;
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  assert.equal(await report(`Bearer ${token}`), 200);
  assert.equal(await report(basic(`jane:${token}`)), 200);
  assert.equal(await report(basic(`:${token}`)), 200);
  assert.equal(await report(basic(`jane:${token}x`)), 401);
  assert.equal(await report(basic(`${token}:jane`)), 401);
  assert.equal(await report(basic(`jane:x:${token}`)), 401);
  assert.equal(await report(basic('jane')), 401);
  assert.equal(await report(basic(`jane:${token}`), '/v1/positions'), 401);
  assert.equal((await tell(`${site.base}/owntracks`, location(0))).status, 401);
});

test('takes phones at the bare address without a token where that is switched on, but no wrong token', async () => {
  await using open = await startPositions({ TREKKER_POSITIONS_OPEN_TENANT: 'open-site' });
  const { tenantId, tracker } = await open.tenant();
  await open.writer.withTenant(tenantId, (tx) =>
    claimName(tx, { kind: 'tenant', name: 'open-site', entityId: tenantId }),
  );
  await tracker('jane/phone');
  assert.deepEqual(await tell(`${open.base}/owntracks`, location(0)), DELIVERED);
  const authorization = `Basic ${Buffer.from('jane:s1kr3t').toString('base64')}`;
  assert.equal((await tell(`${open.base}/owntracks`, location(0), { ...JANE, authorization })).status, 401);
});

test('lets the door in the address count, whatever password the app sends along', async () => {
  const { door, tracker } = await site.tenant();
  await tracker('jane/phone');
  const authorization = `Basic ${Buffer.from('jane:s1kr3t').toString('base64')}`;
  assert.deepEqual(await tell(`${door}/owntracks`, location(0), { ...JANE, authorization }), DELIVERED);
});

test('takes a location with a picture of more than 64 KiB', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('jane/phone');
  const picture = location(0, { poi: 'Gate', image: 'x'.repeat(200_000), imagename: 'IMG_1' });
  assert.deepEqual(await tell(`${door}/owntracks`, picture), DELIVERED);
  assert.deepEqual((await rowsOf(tenantId))[0]?.attributes, { poi: 'Gate', imagename: 'IMG_1' });
});

const FILE = 'devices/owntracks-messages.json';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);
const folder = existsSync(path) ? {} : { skip: `needs shared/data/${FILE}` };

test('answers every recorded message of OwnTracks as delivered, and stores just the fixes, once', folder, async () => {
  const messages = (JSON.parse(readFileSync(path, 'utf8')) as { message: Record<string, unknown> }[]).map(
    ({ message }) => message,
  );
  const { door, tracker, tenantId, viewer } = await site.tenant();
  await tracker('jane/phone');
  const timed = messages.filter((message) => message['_type'] !== 'location' || 'tst' in message);
  for (let round = 0; round < 2; round += 1) {
    for (const message of timed) {
      assert.deepEqual(await tell(`${door}/owntracks`, message), DELIVERED, JSON.stringify(message));
    }
  }
  const locations = timed.filter((message) => message['_type'] === 'location');
  assert.equal((await rowsOf(tenantId)).length, locations.length);
  const regions = await site.postgres.admin`select 1 from positions.region_events where tenant_id = ${tenantId}`;
  assert.equal(regions.length, messages.filter((message) => message['_type'] === 'transition').length);
  assert.deepEqual(new Set((await quarantineOf(viewer())).map(({ reason }) => reason)), new Set(['ENCRYPTED']));
});
