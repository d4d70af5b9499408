import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../live/position-store.ts';
import { Trails, TRAILS_MS } from './trails.ts';

const NOW = Date.UTC(2026, 10, 20, 9);

suite('Trails', () => {
  test('gather what moves, and not what stands', () => {
    const { trails, put, latitudes } = setUp();
    put('a', 1, 0);
    put('a', 1.000_001, 1_000);
    put('a', 1.1, 2_000);
    put('b', 2, 2_000);
    assert.deepEqual(latitudes('a'), [1, 1.1]);
    assert.deepEqual(latitudes('b'), [2]);
    assert.equal(trails.all().size, 2);
  });

  test('put the past before what was gathered', () => {
    const { trails, put, latitudes } = setUp();
    put('a', 3, 5_000);
    trails.begin('a', [
      { latitude: 2, longitude: 10, recordedAt: NOW + 3_000 },
      { latitude: 1, longitude: 10, recordedAt: NOW + 1_000 },
      { latitude: 4, longitude: 10, recordedAt: NOW + 5_000 },
    ]);
    assert.deepEqual(latitudes('a').slice(0, 2), [1, 2]);
    assert.equal(latitudes('a').length, 3);
  });

  test('forget what is old, and who left', () => {
    const { trails, store, put, latitudes } = setUp();
    put('a', 1, 0);
    put('a', 2, TRAILS_MS + 1_000);
    assert.deepEqual(latitudes('a'), [2]);
    store.apply({ snapshot: true, positions: [] });
    trails.gather();
    assert.equal(trails.all().size, 0);
  });
});

function setUp() {
  const store = new PositionStore();
  const trails = new Trails(store);
  return {
    store,
    trails,
    latitudes: (id: string) => (trails.all().get(id) ?? []).map(({ latitude }) => latitude),
    put(id: string, latitude: number, afterMs: number) {
      const recordedAt = new Date(NOW + afterMs).toISOString();
      const unknown = {
        altitudeMeters: null,
        accuracyMeters: null,
        speedMetersPerSecond: null,
        headingDegrees: null,
        batteryPercent: null,
      };
      const position = { tracker: { id }, latitude, longitude: 10, recordedAt, receivedAt: recordedAt, ...unknown };
      store.apply({ snapshot: false, positions: [position] });
      trails.gather();
    },
  };
}
