import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfHex } from '../bytes/hex.ts';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { type Circumstances, type DecodedFrame, NEW_SESSION, type Session } from '../device-protocol.ts';
import { decodeH02 } from './decode-h02.ts';

const CIRCUMSTANCES: Circumstances = {
  transport: 'tcp',
  receivedAt: Date.UTC(2024, 2, 1, 6, 7, 8),
  utcOffsetSeconds: 0,
  speedUnit: null,
};
const KNOT = 1852 / 3600;

function decode(
  message: string,
  session: Session = NEW_SESSION,
  circumstances: Partial<Circumstances> = {},
): DecodedFrame {
  const bytes = message.startsWith('*') ? new TextEncoder().encode(message) : bytesOfHex(message);
  assert.ok(bytes);
  return decodeH02(bytes, session, { ...CIRCUMSTANCES, ...circumstances });
}

function only(message: string, circumstances: Partial<Circumstances> = {}): Decoded {
  const [decoded, ...others] = decode(message, NEW_SESSION, circumstances).messages;
  assert.ok(decoded && others.length === 0);
  return decoded;
}

function fix(message: string, circumstances: Partial<Circumstances> = {}): PlacedFix {
  const decoded = only(message, circumstances);
  assert.equal(decoded.kind, 'fix', JSON.stringify(decoded));
  return decoded.fix;
}

function answer(message: string): string | null {
  const { answer } = decode(message);
  return answer && new TextDecoder().decode(answer);
}

/** A V1 text with some fields changed. */
function v1(fields: { time?: string; validity?: string; place?: string; speed?: string; tail?: string } = {}): string {
  const {
    time = '154530',
    validity = 'A',
    place = '0930.0000,N,08406.0000,W',
    speed = '010.00',
    tail = '221215,FFFFFBFF',
  } = fields;
  return `*HQ,1234567890,V1,${time},${validity},${place},${speed},090,${tail}#`;
}

test('reads a position in the units of the product', () => {
  const { latitude, longitude, ...rest } = fix(v1());
  assert.ok(Math.abs(latitude - 9.5) < 1e-9 && Math.abs(longitude + 84.1) < 1e-9);
  assert.deepEqual(rest, {
    identifier: '1234567890',
    recordedAt: Date.UTC(2015, 11, 22, 15, 45, 30),
    speedMetersPerSecond: 10 * KNOT,
    headingDegrees: 90,
    attributes: { ignition: false, status: 0xff_ff_fb_ff },
  });
});

test('takes speed for knots unless the settings of the tracker say otherwise', () => {
  assert.equal(fix(v1(), { speedUnit: 'kilometersPerHour' }).speedMetersPerSecond, 10 / 3.6);
});

test('takes times for UTC unless the settings of the tracker say how far its clock is ahead', () => {
  assert.equal(fix(v1(), { utcOffsetSeconds: 28_800 }).recordedAt, Date.UTC(2015, 11, 22, 7, 45, 30));
});

test('reads bits of the status the wrong way round: 0 is the alarm', () => {
  const attributes = (status: string) => fix(v1({ tail: `221215,${status}` })).attributes;
  assert.deepEqual(attributes('FFFFFFFF'), { ignition: true, status: 0xff_ff_ff_ff });
  assert.equal(attributes('FFFFFBFF').ignition, false);
  assert.equal(attributes('FFFFFFFE').alarm, 'vibration');
  assert.equal(attributes('FFFFFFFD').alarm, 'sos');
  assert.equal(attributes('FFFBFFFF').alarm, 'sos');
  assert.equal(attributes('FFFFFFFB').alarm, 'overspeed');
  assert.equal(attributes('fff7ffff').alarm, 'powerCut');
  assert.equal(attributes('FFF7FFFE').alarm, 'vibration,powerCut');
});

test('flags an old place that is repeated', () => {
  for (const validity of ['V', '']) assert.equal(fix(v1({ validity })).attributes.valid, false);
  assert.equal(fix(v1({ validity: 'A' })).attributes.valid, undefined);
  assert.equal(fix(v1({ validity: '0' })).attributes.valid, undefined);
});

test('takes zeros of a receiver that never had a place for a sign of life', () => {
  const message = v1({ validity: 'V', place: '0.0000,0,0.0000,0', tail: '000000,ffffffff' });
  assert.deepEqual(only(message), {
    kind: 'heartbeat',
    identifier: '1234567890',
    recordedAt: null,
    attributes: { ignition: true, status: 0xff_ff_ff_ff, valid: false },
  });
});

test('leaves the time to the clock of the server where the device does not know it', () => {
  assert.equal(fix(v1({ time: '', validity: 'V', tail: ',FFFFFFEF' })).recordedAt, null);
});

test('reads a place without points, and one with a minus beside the letter', () => {
  assert.ok(Math.abs(fix(v1({ place: '22304500,S,113544500,E' })).latitude + 22.507_5) < 1e-6);
  const { latitude, longitude } = fix(v1({ place: '-22-30.4500,S,-113-54.4500,W' }));
  assert.ok(Math.abs(latitude + 22.507_5) < 1e-6 && Math.abs(longitude + 113.907_5) < 1e-6);
});

test('reads the battery before the date, and the SIM behind it', () => {
  assert.equal(fix(v1({ tail: '85,221215,FFFFFBFF' })).batteryPercent, 85);
  const { recordedAt, attributes } = fix(v1({ tail: '221215,,10.0.0.1,89480610500000000000,FFFFFBFF' }));
  assert.equal(recordedAt, Date.UTC(2015, 11, 22, 15, 45, 30));
  assert.equal(attributes.iccid, '89480610500000000000');
  assert.equal(attributes.ignition, false);
});

test('reads fuel, odometer, temperature, altitude and cell behind the status', () => {
  const { altitudeMeters, attributes } = fix(v1({ tail: '221215,FFFFFFFF,69000,-5,55.5,18,1A2B,3C4D' }));
  assert.equal(altitudeMeters, 18);
  const { odometerMeters, temperature1Celsius, fuelPercent, cells } = attributes;
  assert.deepEqual([odometerMeters, temperature1Celsius, fuelPercent, cells], [69_000, -5, 55.5, ',,6699,15437']);
});

test('refuses a place of now on a day that does not exist, and names the device', () => {
  const decoded = only(v1({ tail: '310215,FFFFFBFF' }));
  assert.equal(decoded.kind, 'malformed');
  assert.deepEqual([decoded.identifier, decoded.problem.field], ['1234567890', 'date']);
});

test('takes a text without identifier for one of the device of the connection', () => {
  const message = v1().replace('1234567890', '');
  const { messages, session, answer } = decode(message, { ...NEW_SESSION, identifier: '77' });
  assert.equal(messages[0]?.kind === 'fix' && messages[0].fix.identifier, '77');
  assert.equal(session.identifier, '77');
  assert.equal(answer && new TextDecoder().decode(answer), '*HQ,77,V4,V1,20240301060708#');
  assert.equal(only(message).kind, 'malformed');
});

test('answers a position and cells with the time, a heartbeat with itself, and nothing else', () => {
  assert.equal(answer(v1()), '*HQ,1234567890,V4,V1,20240301060708#');
  assert.equal(
    answer('*HQ,1234567890,NBR,120000,262,01,255,1,100,200,30,290224,FFFFFBFF#'),
    '*HQ,1234567890,V4,NBR,20240301060708#',
  );
  assert.equal(answer('*HQ,1234567890,HTBT,100#'), '*HQ,1234567890,HTBT#');
  assert.equal(answer('*HQ,1234567890,V0#'), '*HQ,1234567890,V0#');
  assert.equal(answer(v1().replace('V1', 'V6')), null);
});

test('reads the cells of NBR: positive levels are those of GSM, negative ones dBm', () => {
  const decoded = only('*HQ,1234567890,NBR,120000,262,01,255,2,100,200,30,101,201,-70,290224,FFFFFBFF,6#');
  assert.equal(decoded.kind, 'heartbeat');
  assert.equal(decoded.attributes.cells, '262,1,100,200,-80;262,1,101,201,-70');
  assert.equal(decoded.recordedAt, Date.UTC(2024, 1, 29, 12));
});

test('dates an answer without a time of day by the server on that day, else by midnight', () => {
  const message = (date: string) => `*hq,123456789012345,VP1,A,2230.0000,N,11354.0000,E,0.50,0.0000,${date}#`;
  assert.equal(fix(message('010324')).recordedAt, null);
  assert.equal(fix(message('290224')).recordedAt, Date.UTC(2024, 1, 29));
});

test('names a device that sends a kind of message nobody knows', () => {
  const decoded = only('*HQ,1234567890,XT,1,100#');
  assert.deepEqual([decoded.kind, decoded.kind === 'unsupported' && decoded.identifier], ['unsupported', '1234567890']);
});

/** A binary message of 32 bytes; in the example 22° 30.0000' and 113° 54.0000'. */
function binary(flags: string, battery = '06', status = 'fffffbff'): string {
  return `24 1234567890 120000 290224 22300000 ${battery} 113540000${flags} 010 090 ${status} 000000`.replaceAll(
    ' ',
    '',
  );
}

test('reads the hemispheres and the validity of a binary message from its flags', () => {
  const placeOf = (flags: string) => [fix(binary(flags)).latitude, fix(binary(flags)).longitude];
  assert.deepEqual(placeOf('e'), [22.5, 113.9]);
  assert.deepEqual(placeOf('a'), [-22.5, 113.9]);
  assert.deepEqual(placeOf('6'), [22.5, -113.9]);
  assert.deepEqual(placeOf('2'), [-22.5, -113.9]);
  assert.equal(fix(binary('e')).attributes.valid, undefined);
  assert.equal(fix(binary('c')).attributes.valid, false);
});

test('reads a binary message, of $ and X alike', () => {
  for (const message of [binary('e'), binary('e').replace(/^24/u, '58')]) {
    assert.deepEqual(fix(message), {
      identifier: '1234567890',
      recordedAt: Date.UTC(2024, 1, 29, 12),
      latitude: 22.5,
      longitude: 113.9,
      speedMetersPerSecond: 10 * KNOT,
      headingDegrees: 90,
      batteryPercent: 100,
      attributes: { ignition: false, status: 0xff_ff_fb_ff },
    });
  }
  assert.equal(decode(binary('e')).answer, null);
});

test('reads the battery byte as a step of the sign or as percent', () => {
  const percentOf = (battery: string) => fix(binary('e', battery)).batteryPercent;
  assert.deepEqual(['00', '01', '03', '04', '06', '37', '64', 'ff'].map(percentOf), [
    undefined,
    0,
    20,
    60,
    100,
    55,
    100,
    undefined,
  ]);
});

test('reads the cell of a binary message of 45 bytes', () => {
  const message = `${binary('e').slice(0, 58)}0000000000000000010602006400650a`;
  assert.equal(fix(message).attributes.cells, '262,2,100,101');
});

test('reads an identifier of fifteen digits in a binary message of 42 bytes', () => {
  const message = `24 1234567890123450 120000 290224 22300000 00 113540000e 010 090 fffffbff`
    .replaceAll(' ', '')
    .padEnd(84, '0');
  assert.equal(fix(message).identifier, '123456789012345');
});
