import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeOsmAndForm } from './decode-form.ts';
import { encodeOsmAnd } from './encode-osmand.ts';

const fix = {
  identifier: 'crew 7',
  recordedAt: 1_700_000_000_999,
  latitude: 60.1234567,
  longitude: -30.5,
  altitudeMeters: 3,
  accuracyMeters: 4.5,
  speedMetersPerSecond: 1.4,
  headingDegrees: 90,
  batteryPercent: 79.6,
  attributes: { charge: false, alarm: 'sos' },
};

test('writes the fields of Traccar Client 10 in its order and units', () => {
  assert.equal(
    encodeOsmAnd(fix),
    'id=crew+7&lat=60.1234567&lon=-30.5&timestamp=1700000000&accuracy=4.5&altitude=3&speed=2.72&bearing=90&batt=80&charge=false&alarm=sos',
  );
});

test('writes a fix without a place as a heartbeat', () => {
  const heartbeat = { identifier: '7', recordedAt: 1_700_000_000_000, latitude: null, longitude: null, attributes: {} };
  assert.equal(encodeOsmAnd(heartbeat), 'id=7&timestamp=1700000000');
  assert.equal(encodeOsmAnd({ ...heartbeat, recordedAt: null }), 'id=7');
});

test('is read back with the whole second, the hundredth of a knot and the whole percent it has room for', () => {
  assert.deepEqual(decodeOsmAndForm(encodeOsmAnd(fix)), {
    kind: 'fix',
    fix: {
      ...fix,
      recordedAt: 1_700_000_000_000,
      speedMetersPerSecond: (2.72 * 1852) / 3600,
      batteryPercent: 80,
    },
  });
});
