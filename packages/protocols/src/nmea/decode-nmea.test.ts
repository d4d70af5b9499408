import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decoded, PlacedFix } from '../decoded.ts';
import { type Checksum, type Circumstances, NEW_SESSION, type Session } from '../device-protocol.ts';
import { nmeaChecksum } from './checksum.ts';
import { decodeNmea, endNmea } from './decode-nmea.ts';
import { splitNmea } from './split-frames.ts';

const CIRCUMSTANCES: Circumstances = {
  transport: 'tcp',
  receivedAt: Date.UTC(2024, 2, 1, 6, 7, 8),
  utcOffsetSeconds: 0,
  speedUnit: null,
};
const NAMED: Session = { ...NEW_SESSION, identifier: '7' };
const KNOT = 1852 / 3600;

/** Everything that lines come to, and what became of their checksums. */
function decodeAll(lines: readonly string[], session: Session = NAMED): { messages: Decoded[]; checksums: Checksum[] } {
  const messages: Decoded[] = [];
  const checksums: Checksum[] = [];
  let now = session;
  for (const line of lines) {
    const decoded = decodeNmea(new TextEncoder().encode(line), now, CIRCUMSTANCES);
    messages.push(...decoded.messages);
    checksums.push(decoded.checksum);
    assert.equal(decoded.answer, null);
    now = decoded.session;
  }
  return { messages: [...messages, ...endNmea(now, CIRCUMSTANCES).messages], checksums };
}

function fixes(...lines: readonly string[]): PlacedFix[] {
  return decodeAll(lines).messages.map((message) => {
    assert.equal(message.kind, 'fix', JSON.stringify(message));
    return message.fix;
  });
}

/** A sentence with its checksum. */
function sentence(body: string): string {
  return `$${body}*${nmeaChecksum(body)}`;
}

function rmc(
  time: string,
  date: string,
  { status = 'A', place = '2230.0000,N,11354.0000,E', talker = 'GP' } = {},
): string {
  return sentence(`${talker}RMC,${time},${status},${place},10.00,90.5,${date},,,A`);
}

function gga(time: string, { quality = '1', place = '2230.0000,N,11354.0000,E', talker = 'GP' } = {}): string {
  return sentence(`${talker}GGA,${time},${place},${quality},08,1.2,65.4,M,-3.5,M,,`);
}

test('joins the sentences of an instant to one fix', () => {
  const lines = [
    rmc('120000.00', '290224'),
    sentence('GPVTG,91.0,T,,M,11.00,N,20.3,K'),
    gga('120000.000'),
    sentence('GPGSA,A,3,01,02,03,,,,,,,,,,2.5,1.3,2.1'),
    sentence('GPGSV,1,1,01,01,40,083,46'),
    sentence('GPGLL,2230.0000,N,11354.0000,E,120000,A,A'),
  ];
  assert.deepEqual(fixes(...lines), [
    {
      identifier: '7',
      recordedAt: Date.UTC(2024, 1, 29, 12),
      latitude: 22.5,
      longitude: 113.9,
      altitudeMeters: 65.4,
      speedMetersPerSecond: 10 * KNOT,
      headingDegrees: 90.5,
      attributes: { satellites: 8, hdop: 1.3, pdop: 2.5, vdop: 2.1, fixQuality: 1, fix: '3d', geoidHeightMeters: -3.5 },
    },
  ]);
});

test('tells a fix once a sentence of another instant comes, and the last one when the connection ends', () => {
  const first = decodeNmea(new TextEncoder().encode(rmc('120000', '290224')), NAMED, CIRCUMSTANCES);
  assert.deepEqual(first.messages, []);
  const second = decodeNmea(new TextEncoder().encode(rmc('120001', '290224')), first.session, CIRCUMSTANCES);
  assert.equal(second.messages.length, 1);
  const last = endNmea(second.session, CIRCUMSTANCES);
  assert.equal(last.messages.length, 1);
  assert.deepEqual(endNmea(last.session, CIRCUMSTANCES).messages, []);
});

test('takes any receiver and any system of satellites, and joins them', () => {
  for (const talker of ['GP', 'GN', 'GL', 'GA', 'GB', 'BD', 'QZ', 'IN']) {
    assert.equal(fixes(rmc('120000', '290224', { talker }), gga('120000', { talker: 'GN' })).length, 1);
  }
});

test('carries the date to sentences without one, also across midnight', () => {
  const times = fixes(rmc('235959', '290224'), gga('000000.50'), gga('000001')).map(({ recordedAt }) => recordedAt);
  assert.deepEqual(times, [
    Date.UTC(2024, 1, 29, 23, 59, 59),
    Date.UTC(2024, 2, 1, 0, 0, 0, 500),
    Date.UTC(2024, 2, 1, 0, 0, 1),
  ]);
});

test('dates sentences by the server until a date comes', () => {
  assert.deepEqual(
    fixes(gga('060000')).map(({ recordedAt }) => recordedAt),
    [Date.UTC(2024, 2, 1, 6)],
  );
  assert.deepEqual(
    fixes(gga('200000')).map(({ recordedAt }) => recordedAt),
    [Date.UTC(2024, 1, 29, 20)],
  );
});

test('takes the date of the clock sentence', () => {
  assert.equal(
    fixes(gga('120000'), sentence('GPZDA,120000,15,06,2023,00,00'))[0]?.recordedAt,
    Date.UTC(2023, 5, 15, 12),
  );
});

test('takes years of two digits for those from 1980 to 2079', () => {
  assert.deepEqual(
    ['010180', '311299', '010100', '311279'].map((date) =>
      new Date(fixes(rmc('000000', date))[0]?.recordedAt ?? 0).getUTCFullYear(),
    ),
    [1980, 1999, 2000, 2079],
  );
});

test('corrects a receiver that is 1024 weeks late, and nobody who is merely old', () => {
  const late = fixes(rmc('060000', '160704'))[0];
  assert.deepEqual([late?.recordedAt, late?.attributes.weekRollover], [Date.UTC(2024, 2, 1, 6), true]);
  const old = fixes(rmc('060000', '100704'))[0];
  assert.deepEqual([old?.recordedAt, old?.attributes.weekRollover], [Date.UTC(2004, 6, 10, 6), undefined]);
});

test('reads the four hemispheres', () => {
  const placeOf = (place: string) =>
    fixes(rmc('120000', '290224', { place })).map(({ latitude, longitude }) => [latitude, longitude])[0];
  assert.deepEqual(placeOf('2230.0000,S,11354.0000,W'), [-22.5, -113.9]);
  assert.deepEqual(placeOf('0030.0000,S,00054.0000,W'), [-0.5, -0.9]);
});

test('flags an old place that any sentence of the instant says is one', () => {
  assert.equal(fixes(rmc('120000', '290224', { status: 'V' }))[0]?.attributes.valid, false);
  assert.equal(fixes(gga('120000', { quality: '0' }))[0]?.attributes.valid, false);
  assert.equal(fixes(rmc('120000', '290224'), gga('120000', { quality: '0' }))[0]?.attributes.valid, false);
  assert.equal(fixes(rmc('120000', '290224'))[0]?.attributes.valid, undefined);
});

test('takes no place, zeros, and numbers no place has, for a sign of life', () => {
  for (const place of [',,,', '0000.0000,N,00000.0000,E', '36000.0000,N,72000.0000,E']) {
    const { messages } = decodeAll([rmc('120000', '290224', { status: 'V', place })]);
    assert.equal(messages[0]?.kind, 'heartbeat', place);
  }
});

test('reads the course of VTG only where RMC says none', () => {
  const vtg = sentence('GPVTG,45.0,T,,M,2.00,N,3.7,K');
  assert.equal(fixes(vtg, gga('120000'))[0]?.headingDegrees, 45);
  assert.equal(fixes(vtg, rmc('120000', '290224'))[0]?.headingDegrees, 90.5);
});

test('flags a wrong checksum and reads the sentence all the same', () => {
  const wrong = rmc('120000', '290224').replace(/\*..$/u, '*00');
  const { messages, checksums } = decodeAll([
    wrong,
    gga('120000'),
    rmc('120001', '290224'),
    '$GPGGA,120001,2230.0000,N,11354.0000,E,1,08,1.2,65.4,M,,M,,',
  ]);
  assert.deepEqual(checksums, ['wrong', 'right', 'right', 'none']);
  assert.deepEqual(
    messages.map((one) => one.kind === 'fix' && one.fix.attributes.checksum),
    [false, undefined],
  );
});

test('is malformed without a name, once an instant', () => {
  const { messages } = decodeAll([rmc('120000', '290224'), gga('120000'), rmc('120001', '290224')], NEW_SESSION);
  assert.deepEqual(
    messages.map((one) => one.kind === 'malformed' && [one.identifier, one.problem.field]),
    [
      [null, 'identifier'],
      [null, 'identifier'],
    ],
  );
});

for (const line of [
  '#356000000000001',
  '$356000000000001',
  '$PGID,356000000000001*00',
  '$IMEI=356000000000001',
  '356000000000001',
]) {
  test(`takes ${line} for the name of the device`, () => {
    const { messages } = decodeAll([line, rmc('120000', '290224'), line, gga('120000')], NEW_SESSION);
    assert.deepEqual(
      messages.map((one) => [
        one.kind,
        one.kind === 'fix' ? one.fix.identifier : 'identifier' in one && one.identifier,
      ]),
      [
        ['heartbeat', '356000000000001'],
        ['fix', '356000000000001'],
      ],
    );
  });
}

test('tells what came before a new name under the name before', () => {
  const { messages } = decodeAll(['#a', rmc('120000', '290224'), '#b', rmc('120000', '290224')], NEW_SESSION);
  const names = messages.map((one) => (one.kind === 'fix' ? one.fix.identifier : one.kind));
  assert.deepEqual(names, ['heartbeat', 'a', 'heartbeat', 'b']);
});

test('passes over sentences of makers and those without a place, and refuses what is none', () => {
  const passed = ['$PSRFTXTVersion 1.0', '$PGRMZ,100,f,3', '!AIVDM,1,1,,B,1000000,0', '$ver,011023'];
  assert.deepEqual(decodeAll(passed).messages, []);
  for (const line of ['$GPRMC', '$GPGGA,120000', ',1.5,-20.50,M', '$GPRMC,120000,A,x,N,11354.0,E,1,2,290224,,']) {
    assert.deepEqual(
      decodeAll([line]).messages.map(({ kind }) => kind),
      ['malformed'],
      line,
    );
  }
});

test('cuts lines at their ends, behind a checksum, and where the next sentence begins', () => {
  const splitter = splitNmea();
  const lines = (text: string) =>
    splitter.push(new TextEncoder().encode(text)).map((frame) => new TextDecoder().decode(frame));
  assert.deepEqual(lines('#7\r\n$GPGLL,1*0'), ['#7']);
  assert.deepEqual(lines('0'), ['$GPGLL,1*00']);
  assert.deepEqual(lines('\r\n123456789$GPRMC,12$GPGGA,1\n'), ['123456789', '$GPRMC,12', '$GPGGA,1']);
  assert.deepEqual([splitter.waiting() <= 1, splitter.dropped()], [true, 0]);
});
