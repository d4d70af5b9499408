import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { type Circumstances, type DecodedFrame, NEW_SESSION, type Session } from '../device-protocol.ts';
import { decodeGps103 } from './decode-gps103.ts';

const CIRCUMSTANCES: Circumstances = {
  transport: 'tcp',
  receivedAt: Date.UTC(2024, 2, 1, 6, 7, 8),
  utcOffsetSeconds: 0,
  speedUnit: null,
};
const KNOT = 1852 / 3600;

interface Surroundings {
  readonly session?: Session;
  readonly circumstances?: Partial<Circumstances>;
}

function decode(message: string, { session = NEW_SESSION, circumstances = {} }: Surroundings = {}): DecodedFrame {
  return decodeGps103(new TextEncoder().encode(message), session, { ...CIRCUMSTANCES, ...circumstances });
}

function only(message: string, surroundings: Surroundings = {}): Decoded {
  const [decoded, ...others] = decode(message, surroundings).messages;
  assert.ok(decoded && others.length === 0);
  return decoded;
}

function fix(message: string, surroundings: Surroundings = {}): PlacedFix {
  const decoded = only(message, surroundings);
  assert.equal(decoded.kind, 'fix', JSON.stringify(decoded));
  return decoded.fix;
}

function answer(message: string): string | null {
  const { answer } = decode(message);
  return answer && new TextDecoder().decode(answer);
}

const IMEI = '123456789012345';

/** A message with a place, some of its fields changed. */
function tracker(
  fields: { keyword?: string; local?: string; utc?: string; validity?: string; place?: string; rest?: string } = {},
): string {
  const { keyword = 'tracker', local = '240229140000', utc = '120000.000', validity = 'A' } = fields;
  const { place = '2230.0000,N,11354.0000,E', rest = '10.00,90.5,' } = fields;
  return `imei:${IMEI},${keyword},${local},,F,${utc},${validity},${place},${rest};`;
}

test('reads a position in the units of the product', () => {
  assert.deepEqual(fix(tracker({ rest: '10.00,90.5,65.4,1,0,10.5%,20.0%,-8' })), {
    identifier: IMEI,
    recordedAt: Date.UTC(2024, 1, 29, 12),
    latitude: 22.5,
    longitude: 113.9,
    altitudeMeters: 65.4,
    speedMetersPerSecond: 10 * KNOT,
    headingDegrees: 90.5,
    attributes: { ignition: true, door: false, fuelPercent: 10.5, fuel2Percent: 20, temperature1Celsius: -8 },
  });
});

test('dates a time in UTC by the local date, across midnight in both directions', () => {
  const recordedAt = (local: string, utc: string) => fix(tracker({ local, utc })).recordedAt;
  assert.equal(recordedAt('240301025958', '235957.000'), Date.UTC(2024, 1, 29, 23, 59, 57));
  assert.equal(recordedAt('240229190000', '000000.000'), Date.UTC(2024, 2, 1));
  assert.equal(recordedAt('2401010030', '163000.000'), Date.UTC(2023, 11, 31, 16, 30));
  assert.equal(recordedAt('2312311230', '003000.000'), Date.UTC(2023, 11, 31, 0, 30));
  assert.equal(recordedAt('24/02/29 14:00', '120000.000'), Date.UTC(2024, 1, 29, 12));
});

test('dates by a clock thirteen hours ahead only where the settings of the tracker say so', () => {
  const message = tracker({ local: '240301010000', utc: '120000.000' });
  assert.equal(fix(message, { circumstances: { utcOffsetSeconds: 46_800 } }).recordedAt, Date.UTC(2024, 1, 29, 12));
  assert.equal(fix(message).recordedAt, Date.UTC(2024, 2, 1, 12));
});

test('takes the clock on the wall where there is no time in UTC, and the day of the server where there is no date', () => {
  assert.equal(fix(tracker({ utc: '' })).recordedAt, Date.UTC(2024, 1, 29, 14));
  const circumstances = { utcOffsetSeconds: 7200 };
  assert.equal(fix(tracker({ utc: '31.0' }), { circumstances }).recordedAt, Date.UTC(2024, 1, 29, 12));
  assert.equal(fix(tracker({ local: '000000000', utc: '235900' })).recordedAt, Date.UTC(2024, 1, 29, 23, 59));
  assert.equal(fix(tracker({ local: '', utc: '' })).recordedAt, null);
});

test('keeps in mind how far the clock is ahead of UTC, for messages that only have its time', () => {
  const { session } = decode(tracker());
  assert.equal(session.utcOffsetSeconds, 7200);
  const cell = `imei:${IMEI},ac alarm,240229140000,,L,,,1a2b,,3c4d,,,;`;
  const withClock = only(cell, { session });
  assert.equal(withClock.kind === 'heartbeat' && withClock.recordedAt, Date.UTC(2024, 1, 29, 12));
  const without = only(cell);
  assert.equal(without.kind === 'heartbeat' && without.recordedAt, null);
  assert.equal(decode(tracker({ local: '240229140700' })).session.utcOffsetSeconds, null);
  assert.equal(decode(tracker({ validity: 'V' })).session.utcOffsetSeconds, null);
});

test('takes speed for knots unless the settings of the tracker say otherwise', () => {
  assert.equal(fix(tracker(), { circumstances: { speedUnit: 'milesPerHour' } }).speedMetersPerSecond, 4.4704);
});

test('reads hemispheres behind the numbers, before them, and where they are missing', () => {
  const placeOf = (place: string, rest?: string) => {
    const { latitude, longitude, speedMetersPerSecond } = fix(
      tracker({ place, ...(rest === undefined ? {} : { rest }) }),
    );
    return [latitude, longitude, speedMetersPerSecond];
  };
  assert.deepEqual(placeOf('2230.0000,S,11354.0000,W'), [-22.5, -113.9, 10 * KNOT]);
  assert.deepEqual(placeOf('S,2230.0000,W,11354.0000'), [-22.5, -113.9, 10 * KNOT]);
  assert.deepEqual(placeOf('2230.0000,S,11354.0000,', '0,0'), [-22.5, 113.9, 0]);
});

test('flags an old place that is repeated, and takes zeros for a sign of life', () => {
  assert.equal(fix(tracker({ validity: 'V' })).attributes.valid, false);
  const nowhere = only(tracker({ validity: 'V', place: '0000.0000,N,00000.0000,E' }));
  assert.equal(nowhere.kind, 'heartbeat');
});

test('names alarms, states and what only the device knows', () => {
  const attributes = (keyword: string) => fix(tracker({ keyword })).attributes;
  assert.deepEqual(attributes('help me'), { alarm: 'sos' });
  assert.deepEqual(attributes('ac alarm'), { alarm: 'powerCut' });
  assert.deepEqual(attributes('acc on'), { ignition: true });
  assert.deepEqual(attributes('acc off'), { ignition: false });
  assert.deepEqual(attributes('T:+28.0'), { alarm: 'temperature', temperature1Celsius: 28 });
  assert.deepEqual(attributes('oil 40.25'), { alarm: 'fuelLeak', fuelPercent: 40.25 });
  assert.deepEqual(attributes('oil'), { alarm: 'fuelLeak' });
  assert.deepEqual(attributes('005'), { event: '005' });
  assert.deepEqual(attributes(''), {});
});

test('answers a login, a heartbeat and a cry for help, each in its way', () => {
  assert.equal(answer(`##,imei:${IMEI},A;`), 'LOAD');
  assert.equal(answer(IMEI), 'ON');
  assert.equal(answer(tracker({ keyword: 'help me' })), `**,imei:${IMEI},E;`);
  assert.equal(answer(`${IMEI}${tracker()}`), 'ON');
  assert.equal(answer(tracker()), null);
});

test('takes a login and digits alone for a sign of life that names the device', () => {
  for (const message of [`##,imei:${IMEI},A;`, `${IMEI};`]) {
    const { messages, session } = decode(message);
    assert.deepEqual(messages, [{ kind: 'heartbeat', identifier: IMEI, recordedAt: null, attributes: {} }]);
    assert.equal(session.identifier, IMEI);
  }
});

test('reads the cell of a message without a place, hexadecimal', () => {
  const decoded = only(`imei:${IMEI},help me,,,L,,,1a2b,,3c4d,,,,,0,0,,,;`);
  assert.deepEqual(decoded, {
    kind: 'heartbeat',
    identifier: IMEI,
    recordedAt: null,
    attributes: { alarm: 'sos', cells: ',,6699,15437' },
  });
});

test('reads OBD in the units of the product, and leaves out what the vehicle did not answer', () => {
  const decoded = only(`imei:${IMEI},OBD,240229140000,12345,0.5,7.25,10,72,20.5%,80,0.00%,1500,13.50,P0137,U1108,,;`);
  assert.deepEqual(decoded, {
    kind: 'heartbeat',
    identifier: IMEI,
    recordedAt: Date.UTC(2024, 1, 29, 14),
    attributes: {
      odometerMeters: 12_345_000,
      fuelInstant: 0.5,
      fuelAverage: 7.25,
      engineSeconds: 36_000,
      obdSpeedKilometersPerHour: 72,
      engineLoadPercent: 20.5,
      coolantCelsius: 80,
      throttlePercent: 0,
      engineRpm: 1500,
      powerVolts: 13.5,
      faultCodes: 'P0137,U1108',
    },
  });
  const silent = only(`imei:${IMEI},OBD,240229140000,,,,,,,+,,,,,,,;`);
  assert.deepEqual(silent.kind === 'heartbeat' && silent.attributes, {});
});

test('reads the report of a model that names itself, in degrees and km/h', () => {
  const { latitude, speedMetersPerSecond, recordedAt, attributes } = fix(
    `imei:${IMEI},Truck 1,---,------,----,120000,290224,20,1,-33.5,-70.25,036,090,0100,1.50,07,0,1,---,*`,
  );
  assert.deepEqual([latitude, speedMetersPerSecond, recordedAt], [-33.5, 10, Date.UTC(2024, 1, 29, 12)]);
  assert.deepEqual(attributes, { rssi: 20, hdop: 1.5, satellites: 7, ignition: false, charge: true });
});

test('says what is wrong, and names the device where it can', () => {
  const problem = (message: string) => {
    const decoded = only(message);
    assert.equal(decoded.kind, 'malformed');
    return [decoded.identifier, decoded.problem.field];
  };
  assert.deepEqual(problem('hello'), [null, 'message']);
  assert.deepEqual(problem(tracker({ place: 'x,N,11354.0000,E' })), [IMEI, 'latitude']);
  assert.deepEqual(problem(tracker({ validity: 'X' })), [IMEI, 'validity']);
  assert.equal(only(`imei:${IMEI},vr,00ff;`).kind, 'unsupported');
});
