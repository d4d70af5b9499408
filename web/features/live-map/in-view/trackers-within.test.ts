import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PositionStore } from '../../../live/position-store.ts';
import { entriesOf } from '../entries.ts';
import { areSame, entriesAmong, trackersWithin } from './trackers-within.ts';

const BOX = { south: 50, west: 10, north: 51, east: 11 };

test('who left the view or has no position is not in it', () => {
  const positions = new PositionStore();
  positions.apply({ snapshot: true, positions: [at('in', 50.5, 10.5), at('edge', 51, 11), at('out', 50.5, 11.1)] });
  assert.deepEqual([...trackersWithin(positions, BOX)], ['in', 'edge']);
  positions.apply({ snapshot: false, positions: [at('in', 49.9, 10.5), at('out', 50.5, 10.9)] });
  assert.deepEqual([...trackersWithin(positions, BOX)], ['edge', 'out']);
  positions.apply({ snapshot: true, positions: [at('out', 50.5, 10.9)] });
  assert.deepEqual([...trackersWithin(positions, BOX)], ['out']);
});

test('a person is in view where one of their trackers is', () => {
  const person = { id: 'anna', name: 'Anna', unit: null };
  const trackers = ['phone', 'badge'].map((id) => ({
    id,
    name: id,
    identifiers: [],
    connection: 'CONNECTED' as const,
    lastHeardAt: null,
    unit: null,
    person,
    asset: null,
  }));
  const entries = entriesOf([person, { id: 'boris', name: 'Boris', unit: null }], trackers);
  const among = (ids: string[] | null) => entriesAmong(entries, ids && new Set(ids)).map(({ name }) => name);
  assert.deepEqual(among(['badge']), ['Anna']);
  assert.deepEqual(among([]), []);
  assert.deepEqual(among(null), ['Anna', 'Boris']);
});

test('sets of the same size need not be the same', () => {
  assert.equal(areSame(new Set(['a', 'b']), new Set(['b', 'a'])), true);
  assert.equal(areSame(new Set(['a']), new Set(['b'])), false);
  assert.equal(areSame(new Set(['a']), new Set(['a', 'b'])), false);
});

function at(id: string, latitude: number, longitude: number) {
  const time = new Date().toISOString();
  return {
    tracker: { id },
    latitude,
    longitude,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: time,
    receivedAt: time,
  };
}
