import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { PlacedFix } from '../decoded.ts';
import { decodeVehiclePositions } from './decode-vehicle-positions.ts';
import { encodeVehiclePositions } from './encode-vehicle-positions.ts';
import { feedEntity, feedMessage, type VehiclePosition } from './feed-schema.ts';

const NOW = 1_700_000_000_000;
const BUS: PlacedFix = {
  identifier: 'bus 7',
  recordedAt: NOW,
  latitude: 60.5,
  longitude: -30.25,
  speedMetersPerSecond: 12.5,
  headingDegrees: 270,
  attributes: {
    tripId: 'T1',
    routeId: 'R2',
    directionId: 1,
    tripStartDate: '20250101',
    tripStartTime: '08:00:00',
    tripSchedule: 'SCHEDULED',
    vehicleLabel: 'Seven',
    licensePlate: 'AB 12',
    stopId: 'S3',
    stopSequence: 4,
    stopStatus: 'STOPPED_AT',
    congestion: 'STOP_AND_GO',
    occupancy: 'FULL',
    occupancyPercent: 100,
    odometerMeters: 1234.5,
  },
};

function feedOf(bytes: Uint8Array) {
  const feed = decodeVehiclePositions(bytes);
  assert.equal(feed.kind, 'feed', JSON.stringify(feed));
  return feed;
}

/** A feed of one vehicle, or of whatever else an entity is. */
function feedWith(vehicle: VehiclePosition, timestamp = NOW / 1000) {
  const entity = [feedEntity.write({ id: 'e1', vehicle })];
  return feedOf(feedMessage.write({ header: { gtfsRealtimeVersion: '2.0', timestamp }, entity }));
}

function fixOf(vehicle: VehiclePosition, timestamp?: number): PlacedFix {
  const result = feedWith(vehicle, timestamp).vehicles[0]?.result;
  assert.equal(result?.kind, 'fix', JSON.stringify(result));
  return result.fix;
}

test('reads everything a feed says of a vehicle, speed in metres per second', () => {
  assert.deepEqual(feedOf(encodeVehiclePositions({ publishedAt: NOW, fixes: [BUS] })), {
    kind: 'feed',
    publishedAt: NOW,
    differential: false,
    vehicles: [{ entityId: '0', result: { kind: 'fix', fix: BUS } }],
    deleted: [],
    duplicates: 0,
    ignored: 0,
  });
});

test('says what a differential feed takes back', () => {
  const feed = feedOf(encodeVehiclePositions({ publishedAt: NOW, differential: true, fixes: [], deleted: ['a', 'b'] }));
  assert.deepEqual([feed.differential, feed.deleted, feed.vehicles], [true, ['a', 'b'], []]);
});

test('keeps one place of a vehicle and time, and both where the times differ', () => {
  const later = { ...BUS, recordedAt: NOW + 1000 };
  const feed = feedOf(encodeVehiclePositions({ publishedAt: NOW, fixes: [BUS, { ...BUS, latitude: 1 }, later] }));
  assert.deepEqual(
    feed.vehicles.map(({ result }) => result),
    [BUS, later].map((fix) => ({ kind: 'fix', fix })),
  );
  assert.equal(feed.duplicates, 1);
});

test('calls a vehicle without an id as the feed calls its entity', () => {
  assert.equal(fixOf({ position: { latitude: 1, longitude: 2 } }).identifier, 'e1');
  assert.equal(fixOf({ vehicle: { id: ' ' }, position: { latitude: 1, longitude: 2 } }).identifier, 'e1');
});

test('lets the time of the feed stand in where a vehicle has none, and says so', () => {
  const { recordedAt, attributes } = fixOf({ position: { latitude: 1, longitude: 2 } });
  assert.deepEqual([recordedAt, attributes], [NOW, { timeEstimated: true }]);
  const timeless = fixOf({ position: { latitude: 1, longitude: 2 } }, 0);
  assert.deepEqual([timeless.recordedAt, timeless.attributes], [null, {}]);
});

test('takes a time that as seconds would be thousands of years away for milliseconds', () => {
  assert.equal(fixOf({ timestamp: NOW, position: { latitude: 1, longitude: 2 } }).recordedAt, NOW);
});

test('reads a vehicle without a place as a heartbeat', () => {
  const [vehicle] = feedWith({ vehicle: { id: '7' }, timestamp: NOW / 1000, trip: { routeId: 'R' } }).vehicles;
  const heartbeat = { kind: 'heartbeat', identifier: '7', recordedAt: NOW, attributes: { routeId: 'R' } };
  assert.deepEqual(vehicle?.result, heartbeat);
});

test('refuses half a place and numbers that are none', () => {
  const field = (vehicle: VehiclePosition) => {
    const result = feedWith({ vehicle: { id: '7' }, ...vehicle }).vehicles[0]?.result;
    assert.equal(result?.kind, 'malformed');
    return [result.identifier, result.problem.field];
  };
  assert.deepEqual(field({ position: { latitude: 1 } }), ['7', 'longitude']);
  assert.deepEqual(field({ position: { latitude: Number.NaN, longitude: 1 } }), ['7', 'latitude']);
  assert.deepEqual(field({ position: { latitude: 1, longitude: 1, speed: Infinity } }), ['7', 'speed']);
  assert.deepEqual(field({ trip: { tripId: 'a\0' } }), ['7', 'tripId']);
});

test('keeps a value of a later version of the format as its number', () => {
  assert.equal(fixOf({ occupancyStatus: 99, position: { latitude: 1, longitude: 2 } }).attributes['occupancy'], 99);
});

test('counts entities about something else', () => {
  const entity = [feedEntity.write({ id: 'trip update' })];
  assert.equal(feedOf(feedMessage.write({ header: { gtfsRealtimeVersion: '2.0' }, entity })).ignored, 1);
});

test('lets a broken entity spoil only itself', () => {
  const good = feedEntity.write({ id: 'e1', vehicle: { position: { latitude: 1, longitude: 2 } } });
  const feed = feedOf(feedMessage.write({ header: { timestamp: 1 }, entity: [Uint8Array.of(0x22, 0xff), good] }));
  assert.deepEqual(
    feed.vehicles.map(({ result }) => result.kind),
    ['malformed', 'fix'],
  );
});

test('refuses what is no feed', () => {
  const field = (bytes: Uint8Array) => {
    const feed = decodeVehiclePositions(bytes);
    return feed.kind === 'refused' ? feed.problem.field : feed.kind;
  };
  assert.equal(field(new Uint8Array()), 'header');
  assert.equal(field(new TextEncoder().encode('<html>not found</html>')), 'feed');
});

const number32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const vehicles: fc.Arbitrary<PlacedFix> = fc.record(
  {
    identifier: fc.stringMatching(/^[\w-]{1,40}$/u),
    recordedAt: fc.integer({ min: 1, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
    latitude: number32,
    longitude: number32,
    speedMetersPerSecond: number32,
    headingDegrees: number32,
    attributes: fc.record(
      { tripId: fc.stringMatching(/^\w{1,9}$/u), stopSequence: fc.nat() },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { requiredKeys: ['identifier', 'recordedAt', 'latitude', 'longitude', 'attributes'], noNullPrototype: true },
);

test('reads back what it writes', () => {
  const fleet = fc.uniqueArray(vehicles, { selector: ({ identifier }) => identifier, maxLength: 10 });
  fc.assert(
    fc.property(fleet, (fixes) => {
      const feed = feedOf(encodeVehiclePositions({ publishedAt: NOW, fixes }));
      assert.deepEqual(
        feed.vehicles.map(({ result }) => result),
        fixes.map((fix) => ({ kind: 'fix', fix })),
      );
    }),
  );
});

test('judges any bytes without throwing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void decodeVehiclePositions(bytes)));
});

test('judges a feed cut off at any byte, and with any byte changed', () => {
  const bytes = encodeVehiclePositions({ publishedAt: NOW, fixes: [BUS, { ...BUS, identifier: 'bus 8' }] });
  for (let at = 0; at < bytes.length; at++) {
    decodeVehiclePositions(bytes.subarray(0, at));
    for (const bit of [1, 8, 64, 128]) {
      decodeVehiclePositions(bytes.with(at, (bytes[at] ?? 0) ^ bit));
    }
  }
});
