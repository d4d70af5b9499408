import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import { accuracyFeatures } from './accuracy-features.ts';
import { distanceMeters } from './circle.ts';

const VIEW = { south: 53, west: 10, north: 53.01, east: 10.01 };

suite('accuracyFeatures', () => {
  test('draws circles of who is in view or just beside it, as far as devices tell them', () => {
    const store = storeOf([
      { latitude: 53.005, accuracyMeters: 12 },
      { latitude: 53.0115, accuracyMeters: 30 },
      { latitude: 53.005, accuracyMeters: null },
      { latitude: 53.05, accuracyMeters: 5 },
    ]);
    const { features } = accuracyFeatures(store, { view: VIEW, without: null });
    const radii = features.map(({ geometry }, index) => {
      const [longitude = 0, latitude = 0] = geometry.coordinates[0]?.[0] ?? [];
      return Math.round(
        distanceMeters({ latitude: [53.005, 53.0115][index] ?? 0, longitude: 10.005 }, { latitude, longitude }),
      );
    });
    assert.deepEqual(radii, [12, 30]);
  });

  test('leaves out whose circle is drawn anyway', () => {
    const store = storeOf([
      { latitude: 53.005, accuracyMeters: 12 },
      { latitude: 53.006, accuracyMeters: 12 },
    ]);
    assert.equal(accuracyFeatures(store, { view: VIEW, without: 't1' }).features.length, 1);
  });

  test('draws none where there are so many that they cover one another', () => {
    const many = (count: number) =>
      storeOf(Array.from({ length: count }, () => ({ latitude: 53.005, accuracyMeters: 9 })));
    assert.equal(accuracyFeatures(many(300), { view: VIEW, without: null }).features.length, 300);
    assert.equal(accuracyFeatures(many(301), { view: VIEW, without: null }).features.length, 0);
  });
});

function storeOf(fixes: readonly { readonly latitude: number; readonly accuracyMeters: number | null }[]) {
  const store = new PositionStore();
  store.apply({
    snapshot: true,
    positions: fixes.map(({ latitude, accuracyMeters }, index) => ({
      tracker: { id: `t${index}` },
      latitude,
      longitude: 10.005,
      altitudeMeters: null,
      accuracyMeters,
      speedMetersPerSecond: null,
      headingDegrees: null,
      batteryPercent: null,
      recordedAt: '2026-11-20T12:00:00Z',
      receivedAt: '2026-11-20T12:00:00Z',
    })),
  });
  return store;
}
