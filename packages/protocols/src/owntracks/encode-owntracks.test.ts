import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeOwnTracksLocation } from './encode-location.ts';
import { encodeOwnTracksTransition } from './encode-transition.ts';

const fix = {
  identifier: 'jane/phone',
  recordedAt: 1_700_000_000_999,
  latitude: 60.1234567,
  longitude: -30.5,
  altitudeMeters: 3.4,
  accuracyMeters: 4.5,
  speedMetersPerSecond: 1.4,
  headingDegrees: 90,
  batteryPercent: 79.6,
  attributes: { t: 'u', bs: 1 },
};

test('writes a location as the apps do: Unix seconds, whole metres, km/h, degrees and percent', () => {
  assert.deepEqual(JSON.parse(encodeOwnTracksLocation(fix)), {
    _type: 'location',
    topic: 'owntracks/jane/phone',
    tid: 'ne',
    tst: 1_700_000_000,
    lat: 60.1234567,
    lon: -30.5,
    acc: 5,
    alt: 3,
    vel: 5,
    cog: 90,
    batt: 80,
    t: 'u',
    bs: 1,
  });
});

test('sends nothing for what was not reported', () => {
  const bare = { identifier: '7', recordedAt: 1_700_000_000_000, latitude: 0, longitude: 0, attributes: {} };
  assert.deepEqual(JSON.parse(encodeOwnTracksLocation(bare)), {
    _type: 'location',
    topic: 'owntracks/7/7',
    tid: '7',
    tst: 1_700_000_000,
    lat: 0,
    lon: 0,
  });
});

test('lets no attribute take the place of a field', () => {
  const attributes = { lat: 1, _type: 'card', topic: 'owntracks/x/y' };
  const message = JSON.parse(encodeOwnTracksLocation({ ...fix, attributes }));
  assert.deepEqual([message.lat, message._type, message.topic], [60.1234567, 'location', 'owntracks/jane/phone']);
});

test('writes a transition under the event topic', () => {
  const report = {
    identifier: 'jane/phone',
    recordedAt: 1_700_000_000_000,
    event: 'enter',
    region: 'Gate',
    regionId: 'a1',
    latitude: 1,
    longitude: 2,
    accuracyMeters: 30,
  } as const;
  assert.deepEqual(JSON.parse(encodeOwnTracksTransition(report)), {
    _type: 'transition',
    topic: 'owntracks/jane/phone/event',
    tid: 'ne',
    tst: 1_700_000_000,
    event: 'enter',
    desc: 'Gate',
    rid: 'a1',
    lat: 1,
    lon: 2,
    acc: 30,
  });
});
