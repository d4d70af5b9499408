import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBatch } from './decode-batch.ts';
import { encodeBatch } from './encode-batch.ts';

const full = {
  identifier: 'a',
  recordedAt: 1_700_000_000_123,
  latitude: 60.12345678901234,
  longitude: -30.1,
  altitudeMeters: -3.5,
  accuracyMeters: 0,
  speedMetersPerSecond: 1.1,
  headingDegrees: 0,
  batteryPercent: 12.5,
  attributes: { alarm: 'sos', floor: 2 },
};
const bare = { identifier: 'b', recordedAt: 0, latitude: 0, longitude: 0, attributes: {} };

test('is read back unchanged to the last bit', () => {
  const decoded = decodeBatch(encodeBatch([full, bare]), { maxPositions: 2 });
  assert.deepEqual(decoded, {
    kind: 'batch',
    items: [
      { index: 0, result: { kind: 'fix', fix: full } },
      { index: 1, result: { kind: 'fix', fix: bare } },
    ],
  });
});

test('sends nothing for what was not reported', () => {
  assert.equal(encodeBatch([bare]), '{"positions":[{"tracker":"b","time":0,"latitude":0,"longitude":0}]}');
  const heartbeat = { ...bare, latitude: null, longitude: null };
  assert.equal(encodeBatch([heartbeat]), '{"positions":[{"tracker":"b","time":0}]}');
});
