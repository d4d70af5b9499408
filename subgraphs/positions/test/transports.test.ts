import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeGt06Location, encodeOsmAnd, encodeOwnTracksLocation, ownTracksTopicOf } from '@trekker/protocols';

import { connectDevice, LOCATION_ANSWER, LOGIN_ANSWER, login, newImei, portOf, startListening } from './device.ts';
import { connectApp } from './mqtt.ts';
import { ownTracksAndroid, traccarClient10, traccarClient9, type PhoneFix } from './phone.ts';
import { post, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;
/** What every one of these formats says without loss: 5 m/s are 18 km/h and 9.72 knots. */
const MOTION = { latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 5, headingDegrees: 90 };

/** A tracker that is a phone and a device at once. */
async function jane() {
  const tenant = await site.tenant();
  const [name, imei] = ['jane/phone', newImei()];
  const trackerId = await tenant.tracker(name);
  await site.positions.devices.claim(tenant.tenantId, imei);
  const payload = { trackerId, name, unitId: null, identifiers: [name, imei], released: [] };
  await site.writer.withTenant(tenant.tenantId, async (tx) =>
    tx.publish({ topic: 'trackers', subject: tenant.tenantId, type: 'tracker-changed', payload }),
  );
  assert.ok(await site.positions.caughtUp(10_000));
  return { ...tenant, trackerId, name, imei };
}

type Jane = Awaited<ReturnType<typeof jane>>;
type Way = (jane: Jane, fix: PhoneFix) => Promise<unknown>;

const byApp =
  (app: typeof traccarClient9): Way =>
  async ({ door }, fix) => {
    const response = await fetch(`${door}${app.path}`, app.request(fix));
    assert.equal(response.status, 200, `${app.name}: ${await response.text()}`);
  };

const byQuery: Way = async ({ door }, fix) => {
  const response = await fetch(`${door}/?${encodeOsmAnd(fix)}`);
  assert.deepEqual([response.status, await response.text()], [200, '']);
};

const byMqtt: Way = async ({ token }, fix) => {
  const app = await connectApp(site, { token });
  await app.publishAsync(ownTracksTopicOf(fix.identifier), encodeOwnTracksLocation(fix), { qos: 1 });
  await app.endAsync();
};

/** Gives back what is said of it: the only way in that tells a duplicate. */
const byBatch: Way = async ({ door }, fix) => {
  const { identifier: tracker, recordedAt: time, latitude, longitude } = fix;
  const {
    accuracyMeters: accuracy,
    altitudeMeters: altitude,
    speedMetersPerSecond: speed,
    headingDegrees: heading,
  } = fix;
  const { answer } = await post(door, [{ tracker, time, latitude, longitude, accuracy, altitude, speed, heading }]);
  assert.ok(typeof answer === 'object');
  return answer;
};

const byGt06: Way = async ({ imei }, fix) => {
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(imei), encodeGt06Location({ ...fix, serial: 3 }));
  assert.equal(await device.heard((LOGIN_ANSWER.length + LOCATION_ANSWER.length) / 2), LOGIN_ANSWER + LOCATION_ANSWER);
};

const PHONES: readonly Way[] = [
  byQuery,
  byApp(traccarClient10),
  byApp(traccarClient9),
  byApp(ownTracksAndroid),
  byMqtt,
  byBatch,
];
/** Without what a tracker of this protocol does not say. */
const TRACKERS: readonly Way[] = [byGt06, byQuery, byApp(ownTracksAndroid), byMqtt, byBatch];

const storedOf = ({ trackerId }: Jane, fix: PhoneFix) => site.postgres.admin`
  select dedupe from positions.history where tracker_id = ${trackerId} and recorded_at = ${fix.recordedAt}`;

for (const [who, ways, more] of [
  ['phone', PHONES, { accuracyMeters: 12, altitudeMeters: 34, batteryPercent: 80 }],
  ['tracker', TRACKERS, {}],
] as const) {
  test(`takes a fix of a ${who} for one position, whichever way it comes first and whichever ways it comes again`, async () => {
    const owner = await jane();
    const fixAt = (second: number): PhoneFix => {
      const recordedAt = HOUR + second * 1_000;
      return { identifier: owner.name, recordedAt, ...MOTION, ...more, attributes: {} };
    };
    for (const first of ways.keys()) {
      const fix = fixAt(first);
      for (const step of ways.keys()) await ways[(first + step) % ways.length]?.(owner, fix);
      assert.equal((await storedOf(owner, fix)).length, 1, `way ${first} first`);
      assert.deepEqual(await byBatch(owner, fix), { accepted: 0, duplicates: 1, rejected: [] });
    }
    const fix = fixAt(1_000);
    await Promise.all(ways.map((way) => way(owner, fix)));
    assert.equal((await storedOf(owner, fix)).length, 1, 'all at once');
    assert.deepEqual(await byBatch(owner, fix), { accepted: 0, duplicates: 1, rejected: [] });
    const [row] = await site.postgres.admin<{ n: number }[]>`
      select count(*)::int as n from positions.history where tenant_id = ${owner.tenantId}`;
    assert.equal(row?.n, ways.length + 1);
  });
}

test('takes a fix that says something else of the same instant for another position', async () => {
  const owner = await jane();
  const fix: PhoneFix = { identifier: owner.name, recordedAt: HOUR, ...MOTION, attributes: {} };
  await byGt06(owner, fix);
  await byQuery(owner, { ...fix, accuracyMeters: 12 });
  assert.equal((await storedOf(owner, fix)).length, 2);
});
