import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger, MAIN_PLACEMENT, readConfig } from '@trekker/kit';
import { encodeGps103Tracker, encodeH02Position, encodeTk103Position, type PlacedFix } from '@trekker/protocols';

import { createPositions, positionsOptions } from '../src/index.ts';
import { connectDevice, newImei, portOf, startListening, storedOf } from './device.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

const HOUR_MS = 3_600_000;
const SET = `mutation ($input: SetTrackerDecodingInput!) {
  setTrackerDecoding(input: $input) {
    tracker { decoding { utcOffsetSeconds timeZone speedUnit model } } userErrors { code field message }
  }
}`;

async function set(tenant: Tenant, input: object) {
  const { data, errors } = await site.run(SET, { viewer: tenant.viewer(), variables: { input } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.setTrackerDecoding;
}

/** A claimed device with a tracker, and a fix of it a minute ago. */
async function device(digits: number) {
  const tenant = await site.tenant();
  const identifier = newImei().slice(-digits);
  const trackerId = await tenant.tracker(identifier);
  await site.positions.devices.claim(tenant.tenantId, identifier);
  const recordedAt = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
  const place = { latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 10, headingDegrees: 0, attributes: {} };
  await site.positions.caughtUp(5_000);
  const fix: PlacedFix & { recordedAt: number } = { identifier, recordedAt, ...place };
  return { tenant, identifier, trackerId, fix };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds()) && Date.now() < end;) await sleep(25);
}

const kept = (tenant: Tenant) =>
  site.postgres.admin<{ fix_id: string; reason: string }[]>`
    select fix_id, reason from positions.quarantine where tenant_id = ${tenant.tenantId}`;

async function times(tenant: Tenant): Promise<number[]> {
  return (await storedOf(site, tenant.tenantId)).map((one) => one.recorded_at);
}

test('reads an H02 with a local clock right within a second of the setting, and so what lay in quarantine', async () => {
  const { tenant, trackerId, fix } = await device(10);
  // Eight hours ahead: impossible as long as nobody says so.
  const ahead = (second: number) =>
    encodeH02Position({ ...fix, recordedAt: fix.recordedAt + 8 * HOUR_MS + second * 1_000 });
  await using connected = await connectDevice(portOf(site, 'h02'));
  connected.send(ahead(0));
  await until(async () => (await kept(tenant)).length === 1);
  const [misread] = await kept(tenant);
  assert.equal(misread?.reason, 'IMPLAUSIBLE_TIME');
  assert.deepEqual((await set(tenant, { trackerId, utcOffsetSeconds: 28_800 })).userErrors, []);
  connected.send(ahead(1));
  await until(async () => (await times(tenant)).length === 1);
  assert.deepEqual(await times(tenant), [fix.recordedAt + 1_000]);
  const replay = `mutation ($id: ID!) { replayQuarantinedFix(input: { fixId: $id }) { position { recordedAt } userErrors { code } } }`;
  const { data } = await site.run(replay, { viewer: tenant.viewer(), variables: { id: misread?.fix_id } });
  assert.deepEqual(data.replayQuarantinedFix, {
    position: { recordedAt: new Date(fix.recordedAt).toISOString() },
    userErrors: [],
  });
  assert.deepEqual(await times(tenant), [fix.recordedAt, fix.recordedAt + 1_000]);
  assert.equal((await kept(tenant)).length, 0);
});

test('reads a TK103 by its time zone, in winter as in summer, whenever it is sent', async () => {
  const { tenant, trackerId, fix } = await device(12);
  await set(tenant, { trackerId, timeZone: 'Europe/Berlin' });
  const [winter, summer] = [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)];
  await using connected = await connectDevice(portOf(site, 'tk103'));
  connected.send(encodeTk103Position({ ...fix, recordedAt: winter + HOUR_MS }));
  connected.send(encodeTk103Position({ ...fix, recordedAt: summer + 2 * HOUR_MS }));
  await until(async () => (await times(tenant)).length === 2);
  assert.deepEqual(await times(tenant), [winter, summer]);
});

test('reads datagrams of a GPS103 with its offset and its unit of speed', async () => {
  const { tenant, trackerId, fix } = await device(15);
  await set(tenant, { trackerId, utcOffsetSeconds: -10_800, speedUnit: 'KILOMETERS_PER_HOUR' });
  const socket = createSocket('udp4');
  // It writes knots, and is taken at the word of its settings.
  socket.send(encodeGps103Tracker(fix, { utcOffsetSeconds: -10_800 }), portOf(site, 'gps103'), '127.0.0.1');
  await until(async () => (await times(tenant)).length === 1);
  socket.close();
  await once(socket, 'close');
  assert.deepEqual(await times(tenant), [fix.recordedAt]);
  const [row] = await site.postgres.admin<{ speed_mms: number }[]>`
    select speed_mms from positions.history where tenant_id = ${tenant.tenantId}`;
  assert.ok(Math.abs((row?.speed_mms ?? 0) - 10_000 / 1.852) < 10, String(row?.speed_mms));
});

test('reads the speed of a phone that speaks OsmAnd in its unit', async () => {
  const { tenant, trackerId, identifier } = await device(10);
  await set(tenant, { trackerId, speedUnit: 'KILOMETERS_PER_HOUR' });
  const query = `id=${identifier}&lat=52.5&lon=13.4&timestamp=${Math.floor(Date.now() / 1_000)}&speed=36`;
  assert.equal((await fetch(`${tenant.door}/?${query}`)).status, 200);
  const [row] = await site.postgres.admin<{ speed_mms: number }[]>`
    select speed_mms from positions.history where tenant_id = ${tenant.tenantId}`;
  assert.equal(row?.speed_mms, 10_000);
});

test('lets other processes know within a second, and reads as usual once nothing is set', async () => {
  const names = ['GPS103', 'TK103', 'GL200', 'MEITRACK', 'GT06', 'TELTONIKA'];
  const off = Object.fromEntries(names.map((name) => [`TREKKER_POSITIONS_${name}_PORT`, 'off']));
  const config = readConfig(positionsOptions, {
    ...off,
    TREKKER_POSITIONS_ROLE: 'intake',
    TREKKER_POSITIONS_MQTT_PORT: 'off',
    TREKKER_POSITIONS_PHONE_PORT: '0',
    TREKKER_POSITIONS_H02_PORT: '0',
  });
  const { secret, tail, address } = site.postgres;
  const placement = { name: MAIN_PLACEMENT, address };
  const log = createLogger('error');
  await using other = createPositions(config, { placement, secret, tail, clock: { now: Date.now }, log });
  await other.start();
  const { tenant, trackerId, fix } = await device(10);
  const port = other.devicePorts().find(({ protocol }) => protocol === 'h02')?.port ?? 0;
  await using connected = await connectDevice(port);
  for (const [at, utcOffsetSeconds] of [3_600, null, -3_600].entries()) {
    await set(tenant, { trackerId, utcOffsetSeconds });
    await sleep(1_000);
    const recordedAt = fix.recordedAt + at * 1_000 + (utcOffsetSeconds ?? 0) * 1_000;
    connected.send(encodeH02Position({ ...fix, recordedAt }));
    await until(async () => (await times(tenant)).length === at + 1);
  }
  assert.deepEqual(
    await times(tenant),
    [0, 1_000, 2_000].map((later) => fix.recordedAt + later),
  );
});

test('shows what is set, and refuses what cannot be', async () => {
  const { tenant, trackerId } = await device(10);
  const usual = { utcOffsetSeconds: null, timeZone: null, speedUnit: null, model: null };
  const given = { timeZone: 'Asia/Kolkata', speedUnit: 'MILES_PER_HOUR', model: 'SEEWORLD' };
  assert.deepEqual((await set(tenant, { trackerId, ...given })).tracker.decoding, { ...usual, ...given });
  for (const [input, code] of [
    [{ trackerId, timeZone: 'Europe/Atlantis' }, 'INVALID'],
    [{ trackerId, timeZone: '+02:00' }, 'INVALID'],
    [{ trackerId, timeZone: 'Etc/UTC', utcOffsetSeconds: 0 }, 'INVALID'],
    [{ trackerId, utcOffsetSeconds: 64_801 }, 'INVALID'],
    [{ trackerId, model: ' ' }, 'INVALID'],
    [{ trackerId: tenant.tenantId, model: 'X' }, 'NOT_FOUND'],
  ] as const) {
    const { tracker, userErrors } = await set(tenant, input);
    assert.deepEqual([tracker, userErrors[0]?.code], [null, code], JSON.stringify(input));
  }
  assert.equal((await set(tenant, { trackerId })).tracker.decoding, null);
  const unseen = await site.run(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Tracker", id: $id }]) { ... on Tracker { decoding { model } } } }`,
    {
      viewer: tenant.viewer(['unit-2']),
      variables: { id: trackerId },
    },
  );
  assert.equal(unseen.data._entities[0].decoding, null);
  const viewer = tenant.viewer(['unit-2']);
  const { data } = await site.run(SET, { viewer, variables: { input: { trackerId, model: 'X' } } });
  assert.equal(data.setTrackerDecoding.userErrors[0].code, 'NOT_FOUND', 'it is of another unit');
});
