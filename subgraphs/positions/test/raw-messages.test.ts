import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { encodeH02Position, encodeOwnTracksLwt, encodeOwnTracksLocation } from '@trekker/protocols';

import { connectDevice, newImei, portOf, startListening, login, location } from './device.ts';
import { connectApp, publishLocation } from './mqtt.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

const FIELDS = `nodes {
  receivedAt identifier tracker { id } protocol transport remoteNetwork topic hex byteCount answerHex outcome reasons
  positionIds decoding { frames { checksum messages { kind identifier fields { name value } } } }
} pageInfo { hasNextPage endCursor }`;
const ALL = `query ($first: Int! = 50, $after: String, $identifier: String, $from: DateTime, $to: DateTime) {
  rawMessages(first: $first, after: $after, identifier: $identifier, from: $from, to: $to) { ${FIELDS} }
}`;

async function list(tenant: Tenant, variables: object = {}, units: readonly string[] | null = null) {
  const { data, errors } = await site.run(ALL, { viewer: tenant.viewer(units), variables: { ...variables } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.rawMessages;
}

/** The messages of a tenant once there are so many, oldest first. */
async function untilKept(tenant: Tenant, many: number): Promise<any[]> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    const { nodes } = await list(tenant, { first: 500 });
    if (nodes.length >= many) return nodes.toReversed();
  }
  return assert.fail(`there are no ${many} messages: ${JSON.stringify(await list(tenant))}`);
}

const text = (hex: string | null) => Buffer.from(hex ?? '', 'hex').toString();

test('keeps what a tracker sent, what it was answered and what became of it, and reads it anew', async () => {
  const tenant = await site.tenant();
  const identifier = newImei().slice(-10);
  const trackerId = await tenant.tracker(identifier);
  await site.positions.devices.claim(tenant.tenantId, identifier);
  const recordedAt = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
  const place = { latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 0, headingDegrees: 0, attributes: {} };
  const sent = Buffer.from(encodeH02Position({ identifier, recordedAt, ...place }));
  const ahead = Buffer.from(encodeH02Position({ identifier, recordedAt: recordedAt + 7_200_000, ...place }));
  await using device = await connectDevice(portOf(site, 'h02'));
  const nonsense = Buffer.from(`*HQ,${identifier},V1,164549,A,x,N,08406.7068,W,000.00,000,221215,FFFFFBFF#`);
  for (const [at, bytes] of [sent, sent, ahead, nonsense].entries()) {
    device.send(bytes);
    await untilKept(tenant, at + 1);
  }
  const [accepted, again, refused, unreadable] = await untilKept(tenant, 4);
  assert.deepEqual([accepted.hex, accepted.byteCount], [sent.toString('hex'), sent.length]);
  assert.match(text(accepted.answerHex), new RegExp(String.raw`^\*HQ,${identifier},V4,V1,\d{14}#$`));
  const { protocol, transport, remoteNetwork, tracker, outcome, positionIds } = accepted;
  assert.deepEqual([protocol, transport, remoteNetwork, outcome], ['h02', 'TCP', '127.0.0.0/24', 'ACCEPTED']);
  assert.equal(tracker.id, trackerId);
  assert.equal(positionIds.length, 1);
  assert.deepEqual([again.outcome, again.positionIds], ['DUPLICATE', positionIds]);
  assert.deepEqual([refused.outcome, refused.reasons], ['QUARANTINED', ['IMPLAUSIBLE_TIME']]);
  assert.equal(unreadable.outcome, 'UNREADABLE');
  const [said] = accepted.decoding.frames[0].messages;
  assert.deepEqual([said.kind, said.identifier], ['FIX', identifier]);
  const set = `mutation ($id: ID!) { setTrackerDecoding(input: { trackerId: $id, utcOffsetSeconds: 7200 }) { userErrors { code } } }`;
  await site.run(set, { viewer: tenant.viewer(), variables: { id: trackerId } });
  const { nodes } = await list(tenant, { identifier });
  const time = nodes[1].decoding.frames[0].messages[0].fields.find((one: any) => one.name === 'recordedAt');
  assert.equal(time.value, new Date(recordedAt).toISOString(), 'it is read with the present settings');
});

test('keeps what phones and programs sent by HTTP and MQTT, without any secret', async () => {
  const tenant = await site.tenant();
  const { token, door } = tenant;
  await tenant.tracker('phone');
  const seconds = Math.floor(Date.now() / 1_000) - 60;
  await fetch(`${door}/?id=phone&lat=52.5&lon=13.4&timestamp=${seconds}&via=${token}&notificationToken=pushpush`);
  await untilKept(tenant, 1);
  const at = { recordedAt: seconds * 1_000 + 5_000, latitude: 52.5, longitude: 13.4, attributes: {} };
  const message = { ...JSON.parse(encodeOwnTracksLocation({ identifier: 'phone', ...at })), password: 'hunter2' };
  await fetch(`${door}/owntracks?u=phone&d=phone`, { method: 'POST', body: JSON.stringify(message) });
  await untilKept(tenant, 2);
  await post(door, [fix('phone', 1), fix('phone', 2, { latitude: 91 }), fix('stranger', 3)]);
  await untilKept(tenant, 4);
  const app = await connectApp(site, { token });
  await publishLocation(app, 'phone', 9);
  await app.publishAsync('owntracks/phone/phone', encodeOwnTracksLwt(at.recordedAt), { qos: 1 });
  await app.endAsync();
  const kept = await untilKept(tenant, 6);
  const [osmand, owntracks] = kept;
  const batch = kept.filter((one) => one.protocol === 'positions');
  const [published, lost] = kept.slice(4);
  assert.equal(text(osmand.hex).includes(token), false);
  assert.match(text(osmand.hex), /^id=phone&lat=52\.5&lon=13\.4&timestamp=\d+&via=\*+&notificationToken=\*{8}$/);
  assert.deepEqual([osmand.outcome, text(osmand.answerHex), osmand.transport], ['ACCEPTED', '200', 'HTTP']);
  assert.match(text(owntracks.hex), /"password":"\*{7}"/);
  assert.deepEqual([owntracks.outcome, text(owntracks.answerHex)], ['ACCEPTED', '200 []']);
  assert.equal(owntracks.decoding.frames[0].messages[0].identifier, 'phone');
  const ofPhone = batch.find((one) => one.identifier === 'phone');
  const ofStranger = batch.find((one) => one.identifier === 'stranger');
  assert.deepEqual([ofPhone.outcome, ofPhone.reasons, ofPhone.positionIds.length], ['ACCEPTED', ['OUT_OF_RANGE'], 1]);
  assert.equal(ofPhone.decoding.frames[0].messages.length, 2);
  assert.deepEqual([ofStranger.tracker, ofStranger.reasons], [null, ['UNKNOWN_TRACKER']]);
  assert.deepEqual(
    [published.transport, published.topic, published.outcome],
    ['MQTT', 'owntracks/phone/phone', 'ACCEPTED'],
  );
  assert.deepEqual([lost.outcome, lost.decoding.frames[0].messages[0].kind], ['NOTHING', 'LOST']);
});

test('lists by device and time, page by page, and shows a unit its own trackers alone', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('mine', 'unit-1');
  await post(tenant.door, [fix('mine', 1), fix('nobody', 2)]);
  await untilKept(tenant, 2);
  await post(tenant.door, [fix('mine', 3)]);
  const [first] = await untilKept(tenant, 3);
  assert.equal((await list(tenant, { identifier: 'mine' })).nodes.length, 2);
  assert.equal((await list(tenant, { to: first.receivedAt })).nodes.length, 0);
  assert.equal((await list(tenant, { from: first.receivedAt })).nodes.length, 3);
  const page = await list(tenant, { first: 2 });
  const rest = await list(tenant, { first: 2, after: page.pageInfo.endCursor });
  assert.deepEqual([page.pageInfo.hasNextPage, rest.nodes.length, rest.pageInfo.hasNextPage], [true, 1, false]);
  assert.equal((await list(tenant, {}, ['unit-1'])).nodes.length, 2);
  assert.equal((await list(tenant, {}, ['unit-2'])).nodes.length, 0);
  const ofTracker = `query ($id: ID!) {
    _entities(representations: [{ __typename: "Tracker", id: $id }]) { ... on Tracker { rawMessages { nodes { identifier } } } }
  }`;
  for (const [units, many] of [
    [null, 2],
    [['unit-2'], 0],
  ] as const) {
    const { data } = await site.run(ofTracker, { viewer: tenant.viewer(units), variables: { id: trackerId } });
    assert.equal(data._entities[0].rawMessages.nodes.length, many);
  }
});

test('keeps nothing of devices that are nobody’s', async () => {
  const identifier = newImei();
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier), location(1));
  await sleep(1_000);
  const rows = await site.postgres.admin`select 1 from positions.raw_messages where identifier = ${identifier}`;
  assert.equal(rows.length, 0);
});

test('neither keeps intake waiting nor loses count when it cannot be written', async () => {
  await using busy = await startPositions({ TREKKER_POSITIONS_RAW_MESSAGES_PER_SECOND: '2' });
  const tenant = await busy.tenant();
  for (let at = 0; at < 5; at += 1) await tenant.tracker(`t${at}`);
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = busy.postgres.admin.begin(async (sql) => {
    await sql`lock table positions.raw_messages in access exclusive mode`;
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const { status, answer } = await post(
    tenant.door,
    Array.from({ length: 5 }, (_, at) => fix(`t${at}`, at)),
  );
  assert.deepEqual([status, (answer as { accepted: number }).accepted], [200, 5]);
  held.resolve();
  await holding;
  const count = (name: string) => {
    const measure = busy.positions.measures.find((one) => one.name === `trekker_positions_raw_messages_${name}`);
    return measure?.read()[0]?.value ?? 0;
  };
  for (const end = Date.now() + 10_000; count('kept_total') < 2 && Date.now() < end;) await sleep(50);
  assert.deepEqual([count('kept_total'), count('dropped_total')], [2, 3]);
});

test('drops whole days that are kept no longer, and keeps nothing where it is switched off', async () => {
  const partitions = async (at: TestPositions) =>
    (
      await at.postgres.admin<{ name: string }[]>`
        select relname as name from pg_class where relname ~ '^raw_messages_[0-9]{8}$' order by 1`
    ).map(({ name }) => name);
  await using off = await startPositions({ TREKKER_POSITIONS_RAW_MESSAGE_DAYS: '0' });
  const tenant = await off.tenant();
  await tenant.tracker('one');
  await post(tenant.door, [fix('one', 1)]);
  assert.deepEqual(await partitions(off), []);
  await using short = await startPositions({ TREKKER_POSITIONS_RAW_MESSAGE_DAYS: '1' });
  const [yesterday] = await partitions(short);
  short.advance(2 * 86_400_000);
  for (const end = Date.now() + 10_000; (await partitions(short))[0] === yesterday && Date.now() < end;)
    await sleep(100);
  const left = await partitions(short);
  const kept = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  assert.equal(left[0], `raw_messages_${kept}`);
  assert.ok(left.length >= 4);
});

test('keeps what a legal hold keeps beyond the days, as long as it does', async () => {
  await using short = await startPositions({ TREKKER_POSITIONS_RAW_MESSAGE_DAYS: '1' });
  const [tenant, whole] = [await short.tenant(), await short.tenant()];
  for (const { tracker, door } of [tenant, whole]) {
    await tracker('held');
    await tracker('free');
    await post(door, [fix('held', 1)]);
    await post(door, [fix('free', 1)]);
  }
  const tell = ({ tenantId }: Tenant, type: string, payload: object) =>
    short.writer.withTenant(tenantId, async (tx) =>
      tx.publish({ topic: 'trackers', subject: tenantId, type, payload: { holdId: tenantId, ...payload } }),
    );
  const heldId = await tenant.tracker('held too');
  await post(tenant.door, [fix('held too', 1)]);
  await tell(tenant, 'legal-hold-placed', { personId: null, trackerId: heldId });
  await tell(whole, 'legal-hold-placed', { personId: null, trackerId: null });
  const left = async (of: Tenant) => {
    const { data } = await short.run(ALL, { viewer: of.viewer(), variables: {} });
    return data.rawMessages.nodes.map((one: any) => one.identifier).toSorted();
  };
  const until = async (of: Tenant, expected: readonly string[], { hours = 0 } = {}) => {
    for (const end = Date.now() + 20_000; String(await left(of)) !== String(expected) && Date.now() < end;) {
      short.advance(hours * 3_600_000);
      await sleep(100);
    }
    assert.deepEqual(await left(of), expected);
  };
  await until(tenant, ['free', 'held', 'held too']);
  await until(whole, ['free', 'held']);
  short.advance(3 * 86_400_000);
  await until(tenant, ['held too']);
  assert.deepEqual(await left(whole), ['free', 'held']);
  await tell(whole, 'legal-hold-released', {});
  // What is deleted before it is known that nothing holds it any more is looked at an hour later again.
  await until(whole, [], { hours: 1 });
  assert.deepEqual(await left(tenant), ['held too']);
  // Whoever keeps messages again makes partitions beside what is held of the same day.
  await short.postgres.admin`select positions.turn_raw_messages(now()::date - 1, 3, '1970-01-01', '[]')`;
  assert.deepEqual(await left(tenant), ['held too']);
});

test('lists every protocol with the ports on which it is listened for', async () => {
  const { viewer } = await site.tenant();
  const { data } = await site.run('{ protocols { name transports defaultPort port } }', { viewer: viewer() });
  const named = (name: string) => data.protocols.filter((one: any) => one.name === name);
  assert.deepEqual(named('h02'), [
    { name: 'h02', transports: ['TCP', 'UDP'], defaultPort: 5013, port: portOf(site, 'h02') },
  ]);
  assert.deepEqual(
    named('owntracks').map((one: any) => [one.transports, one.port]),
    [
      [['HTTP'], site.positions.phonePort()],
      [['MQTT'], site.positions.mqttPort()],
    ],
  );
  assert.equal(data.protocols.length, 12);
});
