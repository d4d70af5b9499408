import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlacedFix } from '../decoded.ts';
import { decodeOsmAndForm } from './decode-form.ts';

const PLACE = 'id=7&lat=60.0&lon=30.0';

function fix(text: string): PlacedFix {
  const decoded = decodeOsmAndForm(text);
  assert.equal(decoded.kind, 'fix', JSON.stringify(decoded));
  return decoded.fix;
}

function malformed(text: string) {
  const decoded = decodeOsmAndForm(text);
  assert.equal(decoded.kind, 'malformed', JSON.stringify(decoded));
  return { identifier: decoded.identifier, field: decoded.problem.field, value: decoded.problem.value };
}

test('reads every field of Traccar Client 10 in the units of the product', () => {
  const form =
    'id=phone&lat=60.1&lon=-30.2&timestamp=1700000000&accuracy=4.5&altitude=12.5&speed=10&bearing=270&batt=80&charge=true&alarm=sos';
  assert.deepEqual(decodeOsmAndForm(form), {
    kind: 'fix',
    fix: {
      identifier: 'phone',
      recordedAt: 1_700_000_000_000,
      latitude: 60.1,
      longitude: -30.2,
      altitudeMeters: 12.5,
      accuracyMeters: 4.5,
      speedMetersPerSecond: 18_520 / 3600,
      headingDegrees: 270,
      batteryPercent: 80,
      attributes: { charge: true, alarm: 'sos' },
    },
  });
});

test('leaves out what was not reported, and what was reported empty', () => {
  const bare = { identifier: '7', recordedAt: null, latitude: 60, longitude: 30, attributes: {} };
  assert.deepEqual(fix(PLACE), bare);
  assert.deepEqual(fix(`${PLACE}&timestamp=&altitude=&speed=%20&batt=&alarm=`), bare);
});

test('takes deviceid for id, also where id is empty', () => {
  assert.equal(fix('deviceid=abc&lat=1&lon=2').identifier, 'abc');
  assert.equal(fix('id=&deviceid=abc&lat=1&lon=2').identifier, 'abc');
});

test('strips the blanks a pasted identifier brings along', () => {
  assert.equal(fix('id=%20352+&lat=1&lon=2').identifier, '352');
});

test('refuses a message without identifier, or with one nobody could have typed', () => {
  assert.deepEqual(malformed('lat=1&lon=2'), { identifier: null, field: 'id', value: '' });
  assert.deepEqual(malformed('id=a%00b&lat=1&lon=2'), { identifier: null, field: 'id', value: 'a\uFFFDb' });
  assert.equal(fix(`id=${'x'.repeat(128)}&lat=1&lon=2`).identifier.length, 128);
  assert.equal(malformed(`id=${'x'.repeat(129)}&lat=1&lon=2`).field, 'id');
});

test('takes a timestamp below 2147483647 for seconds and any other number for milliseconds', () => {
  assert.equal(fix(`${PLACE}&timestamp=2147483646`).recordedAt, 2_147_483_646_000);
  assert.equal(fix(`${PLACE}&timestamp=2147483647`).recordedAt, 2_147_483_647);
  assert.equal(fix(`${PLACE}&timestamp=1700000000123`).recordedAt, 1_700_000_000_123);
  assert.equal(fix(`${PLACE}&timestamp=1700000000.25`).recordedAt, 1_700_000_000_250);
  assert.equal(fix(`${PLACE}&timestamp=-1`).recordedAt, -1000);
});

test('reads a timestamp in ISO 8601 and in plain text as UTC', () => {
  const expected = Date.UTC(2014, 5, 4, 9, 10, 11);
  assert.equal(fix(`${PLACE}&timestamp=2014-06-04T09%3A10%3A11Z`).recordedAt, expected);
  assert.equal(fix(`${PLACE}&timestamp=2014-06-04T09:10:11`).recordedAt, expected);
  assert.equal(fix(`${PLACE}&timestamp=2014-06-04+09%3A10%3A11`).recordedAt, expected);
  assert.equal(fix(`${PLACE}&timestamp=2014-06-04T11:10:11%2B02:00`).recordedAt, expected);
});

test('reads an offset whose plus arrived as a blank because it was not escaped', () => {
  assert.equal(fix(`${PLACE}&timestamp=2014-06-04T11:10:11+02:00`).recordedAt, Date.UTC(2014, 5, 4, 9, 10, 11));
});

test('refuses a timestamp no clock can show', () => {
  assert.deepEqual(malformed(`${PLACE}&timestamp=soon`), { identifier: '7', field: 'timestamp', value: 'soon' });
  assert.equal(malformed(`${PLACE}&timestamp=99999999999999999999`).field, 'timestamp');
});

test('reads location=lat,lon', () => {
  assert.deepEqual(fix('id=7&location=60.5,-30.25'), {
    identifier: '7',
    recordedAt: null,
    latitude: 60.5,
    longitude: -30.25,
    attributes: {},
  });
});

for (const location of ['60.5', '60.5,', ',30', '60.5,30,2', 'a,b', '60.5;30']) {
  test(`refuses location=${location}`, () => {
    assert.deepEqual(malformed(`id=7&location=${location}`), { identifier: '7', field: 'location', value: location });
  });
}

test('refuses half a place instead of taking the other half for zero', () => {
  assert.deepEqual(malformed('id=7&lat=60'), { identifier: '7', field: 'lon', value: '' });
  assert.deepEqual(malformed('id=7&lon=30'), { identifier: '7', field: 'lat', value: '' });
  assert.deepEqual(malformed('id=7&lat=&lon=30'), { identifier: '7', field: 'lat', value: '' });
});

for (const field of ['lat', 'lon', 'speed', 'bearing', 'heading', 'altitude', 'accuracy', 'batt', 'hdop']) {
  for (const value of ['abc', 'NaN', 'Infinity', '60,5', '1e999']) {
    test(`refuses ${field}=${value} and still names the device`, () => {
      const text = new URLSearchParams({ id: '7', lat: '1', lon: '2', [field]: value }).toString();
      assert.deepEqual(malformed(text), { identifier: '7', field, value });
    });
  }
}

test('passes on numbers that are out of range', () => {
  const { latitude, longitude, accuracyMeters, headingDegrees } = fix('id=7&lat=91&lon=-181&accuracy=-1&heading=400');
  assert.deepEqual([latitude, longitude, accuracyMeters, headingDegrees], [91, -181, -1, 400]);
});

test('reads a place at 0, 0 as a place', () => {
  assert.deepEqual([fix('id=7&lat=0&lon=0').latitude, fix('id=7&lat=0&lon=0').longitude], [0, 0]);
});

test('reads a message without a place as a heartbeat that keeps its alarm and battery', () => {
  assert.deepEqual(decodeOsmAndForm('id=7&timestamp=1700000000&batt=5.5&alarm=sos'), {
    kind: 'heartbeat',
    identifier: '7',
    recordedAt: 1_700_000_000_000,
    batteryPercent: 5.5,
    attributes: { alarm: 'sos' },
  });
  assert.deepEqual(decodeOsmAndForm('id=7&notificationToken=123'), {
    kind: 'heartbeat',
    identifier: '7',
    recordedAt: null,
    attributes: { notificationToken: '123' },
  });
});

test('prefers bearing to heading', () => {
  assert.equal(fix(`${PLACE}&heading=10&bearing=20`).headingDegrees, 20);
  assert.equal(fix(`${PLACE}&heading=10`).headingDegrees, 10);
});

test('keeps any other field as number, truth value or text', () => {
  assert.deepEqual(fix(`${PLACE}&rpm=933&fuel=24.5&ignition=true&door=false&note=a+b&hdop=0.9`).attributes, {
    rpm: 933,
    fuel: 24.5,
    ignition: true,
    door: false,
    note: 'a b',
    hdop: 0.9,
  });
});

test('keeps as text what a number would spoil', () => {
  const attributes = { badge: '0071', sim: '8944110068240362857', hex: '0x10', nan: 'NaN', driverUniqueId: '12' };
  assert.deepEqual(fix(`${PLACE}&${new URLSearchParams(attributes).toString()}`).attributes, attributes);
});

test('reads valid and charge as truth values', () => {
  assert.deepEqual(fix(`${PLACE}&valid=1&charge=FALSE`).attributes, { valid: true, charge: false });
  assert.deepEqual(fix(`${PLACE}&valid=false&charge=0`).attributes, { valid: false, charge: false });
  assert.deepEqual(malformed(`${PLACE}&valid=perhaps`), { identifier: '7', field: 'valid', value: 'perhaps' });
});

test('keeps every network seen', () => {
  assert.deepEqual(fix(`${PLACE}&wifi=aa-bb,-60&wifi=cc-dd,-70&cell=310,260,1,2`).attributes, {
    wifi: 'aa-bb,-60;cc-dd,-70',
    cell: '310,260,1,2',
  });
});

test('lets the last of a repeated field count', () => {
  assert.equal(fix(`${PLACE}&lat=61`).latitude, 61);
});

test('keeps an attribute called __proto__ as an attribute', () => {
  const { attributes } = fix(`${PLACE}&__proto__=5`);
  assert.deepEqual(Object.entries(attributes), [['__proto__', 5]]);
});

test('refuses a NUL in an attribute, which no database keeps', () => {
  assert.deepEqual(malformed(`${PLACE}&note=a%00b`), { identifier: '7', field: 'note', value: 'a\uFFFDb' });
  assert.deepEqual(malformed(`${PLACE}&a%00b=1`), { identifier: '7', field: 'a\uFFFDb', value: 'a\uFFFDb' });
});

test('quotes no more than 100 characters of a bad value', () => {
  assert.equal(malformed(`${PLACE}&speed=${'x'.repeat(5000)}`).value, 'x'.repeat(100));
});

test('takes text that is no form for a message without identifier', () => {
  assert.equal(malformed('hello').identifier, null);
  assert.equal(malformed('').identifier, null);
  assert.equal(malformed('%').identifier, null);
});
