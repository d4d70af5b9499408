import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { type Circumstances, type DecodedFrame, NEW_SESSION } from '../device-protocol.ts';
import { decodeTk103 } from './decode-tk103.ts';
import { splitTk103 } from './split-frames.ts';

const CIRCUMSTANCES: Circumstances = {
  transport: 'tcp',
  receivedAt: Date.UTC(2024, 2, 1, 6, 7, 8),
  utcOffsetSeconds: 0,
  speedUnit: null,
};
const ID = '123456789012';

function decode(message: string, circumstances: Partial<Circumstances> = {}): DecodedFrame {
  return decodeTk103(new TextEncoder().encode(message), NEW_SESSION, { ...CIRCUMSTANCES, ...circumstances });
}

function only(message: string, circumstances: Partial<Circumstances> = {}): Decoded {
  const [decoded, ...others] = decode(message, circumstances).messages;
  assert.ok(decoded && others.length === 0);
  return decoded;
}

function fix(message: string, circumstances: Partial<Circumstances> = {}): PlacedFix {
  const decoded = only(message, circumstances);
  assert.equal(decoded.kind, 'fix', JSON.stringify(decoded));
  return decoded.fix;
}

function alive(message: string) {
  const decoded = only(message);
  assert.equal(decoded.kind, 'heartbeat', JSON.stringify(decoded));
  return decoded;
}

const PLACE = '240229A2230.0000N11354.0000E036.0120000090.50';

test('reads a position in the units of the product', () => {
  assert.deepEqual(fix(`(${ID}BR00${PLACE}01000123L000003E8)`), {
    identifier: ID,
    recordedAt: Date.UTC(2024, 1, 29, 12),
    latitude: 22.5,
    longitude: 113.9,
    speedMetersPerSecond: 10,
    headingDegrees: 90.5,
    attributes: {
      charge: true,
      ignition: true,
      in2: false,
      panic: false,
      out2: false,
      fuel: 0x123,
      odometerMeters: 1000,
    },
  });
});

test('takes speed for km/h unless the settings of the tracker say otherwise', () => {
  const message = `(${ID}BR00${PLACE}01000000L00000000)`;
  assert.equal(fix(message, { speedUnit: 'knots' }).speedMetersPerSecond, 36 * (1852 / 3600));
});

test('takes times for UTC unless the settings of the tracker say how far its clock is ahead', () => {
  assert.equal(fix(`(${ID}BR00${PLACE}01000000L0)`, { utcOffsetSeconds: 43_200 }).recordedAt, Date.UTC(2024, 1, 29));
});

test('reads blanks in place of leading zeros, and courses of two digits', () => {
  const blanks = fix(`(${ID}BR00240229A2230.0000N 8415.0000W 36.0120000 90.5001000000L00000000)`);
  assert.deepEqual([blanks.longitude, blanks.speedMetersPerSecond, blanks.headingDegrees], [-84.25, 10, 90.5]);
  assert.equal(fix(`(${ID}BR00240229A2230.0000N11354.0000E036.01200009901000000L00000000)`).headingDegrees, 99);
});

test('writes the date the other way round where there are commas', () => {
  const commas = fix('(123456789012345,BP05,290224,A,2230.0000S,11354.0000W,36.0,120000,90.50)');
  assert.deepEqual(
    [commas.identifier, commas.recordedAt, commas.latitude, commas.longitude],
    ['123456789012345', Date.UTC(2024, 1, 29, 12), -22.5, -113.9],
  );
});

test('flags an old place that is repeated, and takes zeros for a sign of life', () => {
  const old = `(${ID}BR00${PLACE.replace('A', 'V')}01000000L00000000)`;
  assert.equal(fix(old).attributes.valid, false);
  const nowhere = alive(`(${ID}BR00000007V0000.0000N00000.0000E000.00010009000000000L00000000)`);
  assert.deepEqual([nowhere.recordedAt, nowhere.attributes.valid], [null, false]);
});

test('refuses a place of now on a day that does not exist', () => {
  const decoded = only(`(${ID}BR00${PLACE.replace('240229', '230229')}01000000L00000000)`);
  assert.deepEqual(decoded.kind === 'malformed' && [decoded.identifier, decoded.problem.field], [ID, 'date']);
});

test('names alarms by the digit of BO01 and BQ81, and by commands of their own', () => {
  const alarm = (head: string) => fix(`(${ID}${head}${PLACE}01000000L00000000)`).attributes.alarm;
  assert.deepEqual(['BO010', 'BO012', 'BO015', 'BO016', 'BO019'].map(alarm), [
    'powerCut',
    'sos',
    'overspeed',
    'geofenceExit',
    undefined,
  ]);
  assert.deepEqual(['BQ810', 'BQ814'].map(alarm), ['lowBattery', 'hardBraking']);
  const place = '290224,A,2230.0000N,11354.0000E,000.0,120000,90.50';
  assert.equal(fix(`(123456789012345,ZC11,${place})`).attributes.alarm, 'movement');
  assert.equal(fix(`(123456789012345,DW3E,${place})`).attributes.alarm, 'sos');
  assert.equal(fix(`(123456789012345,ZC16,${place})`).attributes.ignition, false);
});

test('reads inputs: 0 is the supply of the vehicle, and only what is connected is told', () => {
  const attributes = (inputs: string) => fix(`(${ID}BR00${PLACE}${inputs}L0)`).attributes;
  const { charge, ignition } = attributes('10000000');
  assert.deepEqual([charge, ignition], [false, false]);
  const { in2, panic, out2, blocked, door, hs3, ls3 } = attributes('00F92000');
  assert.deepEqual([in2, panic, out2, blocked, door, hs3, ls3], [true, true, true, true, true, true, true]);
  assert.equal(attributes('00000000').door, undefined);
});

test('answers a handshake and a login, and nothing else', () => {
  const answer = (message: string) => {
    const { answer } = decode(message);
    return answer && new TextDecoder().decode(answer);
  };
  assert.equal(answer(`(${ID}BP00HSO)`), `(${ID}AP01HSO)`);
  assert.equal(answer(`(${ID}BP05000${ID}${PLACE}01000000L00000000)`), `(${ID}AP05)`);
  assert.equal(answer(`(${ID}BR00${PLACE}01000000L00000000)`), null);
});

test('reads battery, cells, access points and answers to commands instead of a place', () => {
  const battery = alive('(123456789012345,ZC20,290224,120000,5,421,112,0)');
  assert.equal(battery.batteryPercent, 80);
  assert.deepEqual(battery.attributes, { batteryVolts: 4.21, powerVolts: 11.2 });
  assert.deepEqual(alive('(123456789012345,ZC20,290224,120000,255,65535,65535,0)').attributes, {});
  assert.equal(alive(`(${ID}BZ00,262,2,1a,ff)`).attributes.cells, '262,2,26,255');
  const points = alive('(123456789012345,DW51,262,2,26,255,1,aa:bb:cc:dd:ee:ff*-60*11,290224,120000)');
  assert.deepEqual(points.attributes, { alarm: 'movement', cells: '262,2,26,255', wifi: 'aa:bb:cc:dd:ee:ff,-60' });
  assert.equal(
    alive('(123456789012345,ZC03,290224,120000,$Power: 95% (full)$)').attributes.result,
    'Power: 95% (full)',
  );
});

test('reads a place with commas between its parts behind an identifier without one', () => {
  const mixed = fix(`(${ID}BR00,240229,A,2230.0000N,11354.0000E,036.0,120000,090.50,01000000L000003E8)`);
  assert.deepEqual(
    [mixed.recordedAt, mixed.headingDegrees, mixed.attributes.odometerMeters],
    [Date.UTC(2024, 1, 29, 12), 90.5, 1000],
  );
  assert.equal(
    fix(`(123456789012345,BO01,ALARM,2,1,290224,A,2230.0000N,11354.0000E,36.0,120000,90.50)`).attributes.alarm,
    'sos',
  );
});

test('reads the state of a battery pack', () => {
  const cells = ['a00f', 'aa0f', ...Array.from({ length: 22 }, () => '0000')].join('');
  const state = '00e803881332000100000005000000000000000001444600';
  const { batteryPercent, attributes } = alive(`(${ID}BS5000000002${cells}${state}${'00'.repeat(30)})`);
  assert.equal(batteryPercent, 50);
  const { battery1Volts, battery2Volts, battery3Volts, currentAmperes, batteryVolts, chargeProtection, cycles } =
    attributes;
  assert.deepEqual(
    [battery1Volts, battery2Volts, battery3Volts, currentAmperes, batteryVolts, chargeProtection, cycles],
    [4, 4.01, undefined, 100, 50, true, 5],
  );
  assert.deepEqual(alive(`(${ID}BS5190:e803f4011676e703,92:4e01440200,96:014445,ff:00)`).attributes, {
    batteryVolts: 100,
    gatherVolts: 50,
    currentAmperes: 23,
    chargePercent: 99.9,
    maxCelsius: 38,
    minCelsius: 28,
    battery1Celsius: 28,
    battery2Celsius: 29,
  });
  assert.equal(only(`(${ID}BS50ff)`).kind, 'malformed');
});

test('does not take the inputs behind cells for an odometer', () => {
  const { attributes } = alive(`(${ID}BP05123456789012345,{262,2,26,255}\r\n{262,2,26,256}\r\n,01000000)`);
  assert.equal(attributes.cells, '262,2,26,255;262,2,26,256');
  assert.deepEqual([attributes.ignition, attributes.odometerMeters], [true, undefined]);
});

test('says what is wrong, and names the device where it can', () => {
  const kindOf = (message: string) => {
    const decoded = only(message);
    return [decoded.kind, decoded.kind === 'fix' ? '' : 'identifier' in decoded && decoded.identifier];
  };
  assert.deepEqual(kindOf('(short)'), ['malformed', null]);
  assert.deepEqual(kindOf(`(${ID}BR00240229)`), ['malformed', ID]);
  assert.deepEqual(kindOf(`(${ID}BX99data)`), ['unsupported', ID]);
});

test('cuts joined messages, and takes brackets between dollar signs for text', () => {
  const splitter = splitTk103();
  const frames = splitter.push(new TextEncoder().encode('??(1ZC03$a)b$)\r\n(2)(3'));
  assert.deepEqual(
    frames.map((frame) => new TextDecoder().decode(frame)),
    ['(1ZC03$a)b$)', '(2)'],
  );
  assert.deepEqual([splitter.waiting(), splitter.dropped()], [2, 2]);
});
