import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeOsmAndJson } from './decode-json.ts';

const COORDS = { latitude: 60, longitude: 30 };

function decode(location: object, device_id: unknown = 'phone') {
  return decodeOsmAndJson(JSON.stringify({ location, device_id }));
}

test('reads every field of Traccar Client 9 in the units of the product', () => {
  const location = {
    timestamp: '2025-06-15T13:45:12.862Z',
    coords: { ...COORDS, accuracy: 5, speed: 1.5, heading: 90, altitude: 7, floor: null },
    is_moving: true,
    odometer: 12.75,
    event: 'motionchange',
    mock: false,
    battery: { level: 0.29, is_charging: true },
    activity: { type: 'on_foot', confidence: 100 },
    alarm: 'sos',
    extras: { crew: 'north', shift: 2 },
    uuid: 'ignored',
  };
  assert.deepEqual(decode(location), {
    kind: 'fix',
    fix: {
      identifier: 'phone',
      recordedAt: Date.UTC(2025, 5, 15, 13, 45, 12, 862),
      ...COORDS,
      altitudeMeters: 7,
      accuracyMeters: 5,
      speedMetersPerSecond: 1.5,
      headingDegrees: 90,
      batteryPercent: 29,
      attributes: {
        crew: 'north',
        shift: 2,
        event: 'motionchange',
        alarm: 'sos',
        motion: true,
        odometer: 12.75,
        mock: false,
        activity: 'on_foot',
        charge: true,
      },
    },
  });
});

test('takes a negative speed, heading or battery for unknown', () => {
  const decoded = decode({ coords: { ...COORDS, speed: -1, heading: -1 }, battery: { level: -1 } });
  assert.deepEqual(decoded, { kind: 'fix', fix: { identifier: 'phone', recordedAt: null, ...COORDS, attributes: {} } });
});

test('reads a message without coords as a heartbeat', () => {
  assert.deepEqual(decode({ event: 'heartbeat', battery: { level: 1 } }), {
    kind: 'heartbeat',
    identifier: 'phone',
    recordedAt: null,
    batteryPercent: 100,
    attributes: { event: 'heartbeat' },
  });
});

for (const [name, location, field] of [
  ['a latitude as text', { coords: { latitude: '60', longitude: 30 } }, 'coords.latitude'],
  ['a missing longitude', { coords: { latitude: 60 } }, 'coords.longitude'],
  ['coords that are a list', { coords: [60, 30] }, 'coords'],
  ['a timestamp that is a number', { coords: COORDS, timestamp: 5 }, 'timestamp'],
  ['a nested extra', { coords: COORDS, extras: { a: {} } }, 'extras.a'],
] as const) {
  test(`refuses ${name} and still names the device`, () => {
    const decoded = decode(location);
    assert.equal(decoded.kind, 'malformed');
    assert.deepEqual([decoded.identifier, decoded.problem.field], ['phone', field]);
  });
}

test('refuses what is no JSON object, or has no identifier', () => {
  for (const body of ['', '{', '[]', 'null', '5', '{}', '{"device_id":5}', '{"device_id":" "}']) {
    const decoded = decodeOsmAndJson(body);
    assert.equal(decoded.kind, 'malformed', body);
    assert.equal(decoded.identifier, null, body);
  }
});
