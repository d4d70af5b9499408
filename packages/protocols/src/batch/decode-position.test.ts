import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePosition } from './decode-position.ts';

const POSITION = { tracker: 'a', time: 1_700_000_000_000, latitude: 60, longitude: 30 };

test('reads every field', () => {
  const position = {
    ...POSITION,
    altitude: -3.5,
    accuracy: 4,
    speed: 1.25,
    heading: 359,
    battery: 55,
    attributes: { floor: 2, indoors: true, note: 'ü', nothing: null },
  };
  assert.deepEqual(decodePosition(position), {
    kind: 'fix',
    fix: {
      identifier: 'a',
      recordedAt: 1_700_000_000_000,
      latitude: 60,
      longitude: 30,
      altitudeMeters: -3.5,
      accuracyMeters: 4,
      speedMetersPerSecond: 1.25,
      headingDegrees: 359,
      batteryPercent: 55,
      attributes: { floor: 2, indoors: true, note: 'ü' },
    },
  });
});

test('takes null for not reported', () => {
  const nulls = { altitude: null, accuracy: null, speed: null, heading: null, battery: null, attributes: null };
  assert.deepEqual(decodePosition({ ...POSITION, ...nulls }), decodePosition(POSITION));
});

test('reads a time in RFC 3339', () => {
  const decoded = decodePosition({ ...POSITION, time: '2023-11-14T23:13:20.5+01:00' });
  assert.equal(decoded.kind === 'fix' && decoded.fix.recordedAt, 1_700_000_000_500);
});

test('reads a position without a place as a heartbeat', () => {
  assert.deepEqual(decodePosition({ tracker: 'a', time: 5, battery: 9 }), {
    kind: 'heartbeat',
    identifier: 'a',
    recordedAt: 5,
    batteryPercent: 9,
    attributes: {},
  });
});

test('passes on numbers that are out of range', () => {
  const decoded = decodePosition({ ...POSITION, latitude: 91, time: 0 });
  assert.deepEqual(decoded.kind === 'fix' && [decoded.fix.latitude, decoded.fix.recordedAt], [91, 0]);
});

for (const [name, change, field] of [
  ['a latitude as text', { latitude: '60' }, 'latitude'],
  ['a latitude beyond every number', JSON.parse('{"latitude":1e999}'), 'latitude'],
  ['a missing latitude', { latitude: undefined }, 'latitude'],
  ['a missing longitude', { longitude: null }, 'longitude'],
  ['a speed that is a truth value', { speed: true }, 'speed'],
  ['a missing time, as it could not be sent twice', { time: undefined }, 'time'],
  ['a time without offset', { time: '2023-11-14T23:13:20' }, 'time'],
  ['a time in digits as text', { time: '1700000000000' }, 'time'],
  ['a time between two milliseconds', { time: 1.5 }, 'time'],
  ['a time beyond every date', { time: 8.65e15 }, 'time'],
  ['attributes that are a list', { attributes: [1] }, 'attributes'],
  ['a nested attribute', { attributes: { a: { b: 1 } } }, 'attributes.a'],
  ['an attribute beyond every number', JSON.parse('{"attributes":{"a":1e999}}'), 'attributes.a'],
  ['an attribute with a NUL', { attributes: { a: 'x\0' } }, 'attributes.a'],
  ['an attribute with half a character', { attributes: { a: '\uD800' } }, 'attributes.a'],
  ['an attribute whose name holds a NUL', { attributes: { 'a\0': 1 } }, 'attributes.a\uFFFD'],
  ['a field it does not know', { lattitude: 60 }, 'lattitude'],
] as const) {
  test(`refuses ${name} and still names the tracker`, () => {
    const decoded = decodePosition({ ...POSITION, ...change });
    assert.equal(decoded.kind, 'malformed', JSON.stringify(decoded));
    assert.deepEqual([decoded.identifier, decoded.problem.field], ['a', field]);
  });
}

for (const tracker of [undefined, null, 353_861_053_849_681, '', '  ', 'a\nb', '\uD800', 'x'.repeat(129)]) {
  test(`refuses the tracker ${JSON.stringify(tracker)?.slice(0, 20)}`, () => {
    const decoded = decodePosition({ ...POSITION, tracker });
    assert.equal(decoded.kind, 'malformed');
    assert.deepEqual([decoded.identifier, decoded.problem.field], [null, 'tracker']);
  });
}

test('quotes a bad value so that it can be stored itself', () => {
  const decoded = decodePosition({ ...POSITION, attributes: { a: 'x\uD800' } });
  assert.equal(decoded.kind === 'malformed' && decoded.problem.value, 'x\uFFFD');
});

test('keeps an attribute called __proto__ as an attribute', () => {
  const decoded = decodePosition(JSON.parse('{"tracker":"a","time":5,"attributes":{"__proto__":5}}'));
  assert.equal(decoded.kind, 'heartbeat');
  assert.deepEqual(Object.entries(decoded.attributes), [['__proto__', 5]]);
});
