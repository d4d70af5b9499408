import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import { Crowd } from '../crowd/crowd.ts';
import { boundsOf, liesWithin } from '../features/bounds.ts';
import { comesApart } from './cluster.ts';
import { REACH_PX } from './clusterer.ts';
import { crowdClusters } from './crowd-clusters.ts';

const AT = { latitude: 51.93, longitude: 4.14 };
const FAR = { south: 50, west: 0, north: 54, east: 8 };

suite('crowdClusters', () => {
  test('shows a site of thousands as one from far away, where it is and with all of them', () => {
    const { crowd, places } = crowdOf(2_000, 0.005);
    const { clusters, hidden } = crowdClusters(crowd, { view: FAR, zoom: 6.2 });
    assert.equal(clusters.length, 1);
    const [all] = clusters;
    assert.ok(all);
    assert.equal(all.total, 2_000);
    assert.equal(all.counts.DISCONNECTED, 2_000);
    assert.ok(Math.abs(all.latitude - AT.latitude) < 0.002 && Math.abs(all.longitude - AT.longitude) < 0.002);
    assert.ok(liesWithin(boundsOf(places) ?? FAR, all.bounds));
    assert.equal(all.members().length, 2_000);
    assert.ok(comesApart(all, { zoom: 18, reach: REACH_PX }));
    assert.equal(hidden.size, 0, 'the dots stay');
  });

  test('shows none where dots stand side by side', () => {
    const { crowd, places } = crowdOf(2_000, 0.02);
    const view = boundsOf(places) ?? FAR;
    // As wide as a desk.
    const zoom = Math.log2((1280 * 360) / 512 / (view.east - view.west));
    assert.deepEqual(crowdClusters(crowd, { view, zoom }).clusters, []);
  });
});

/** A crowd spread evenly over a disc about a place. */
function crowdOf(count: number, radius: number) {
  const places = Array.from({ length: count }, (_, index) => {
    const [angle, away] = [index * 2.399963, Math.sqrt((index + 0.5) / count) * radius];
    return { latitude: AT.latitude + away * Math.sin(angle), longitude: AT.longitude + away * Math.cos(angle) };
  });
  const store = new PositionStore();
  const positions = places.map((place, index) => ({
    tracker: { id: `t${index}` },
    ...place,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: '2026-11-20T12:00:00Z',
    receivedAt: '2026-11-20T12:00:00Z',
  }));
  store.apply({ snapshot: true, positions });
  const crowd = new Crowd(store);
  crowd.update(new Map());
  return { crowd, places };
}
