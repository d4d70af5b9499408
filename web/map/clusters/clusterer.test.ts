import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import type { MarkerLook } from '../features/marker-diff.ts';
import { comesApart } from './cluster.ts';
import { Clusterer, REACH_PX, type ClusterView } from './clusterer.ts';

const AT = { latitude: 54, longitude: 9 };
/** At zoom 15 some two pixels. */
const STEP = 0.000_05;

suite('Clusterer', () => {
  test('counts everybody once, alone or in a cluster, with their status', () => {
    const store = new PositionStore();
    put(store, { a: 0, b: 1, c: 2, far: 500 });
    const { clusters, hidden } = new Clusterer(store).next(viewOf());
    assert.deepEqual(
      clusters.map(({ key, members, counts }) => [key, members().map(({ label }) => label), counts]),
      [['a', ['A', 'B', 'C'], { CONNECTED: 1, IDLE: 1, DISCONNECTED: 1 }]],
    );
    assert.deepEqual([...hidden], [0, 1, 2]);
  });

  test('never takes in who is kept, and says where they are', () => {
    const store = new PositionStore();
    put(store, { a: 0, b: 1, c: 2 });
    const { clusters, kept } = new Clusterer(store).next(viewOf({ kept: new Set(['a', 'nobody']) }));
    assert.deepEqual(
      clusters.map(({ members }) => members().map(({ trackerId }) => trackerId)),
      [['b', 'c']],
    );
    assert.equal(kept.length, 1);
    const two = new Clusterer(store).next(viewOf({ kept: new Set(['a', 'b']) }));
    assert.deepEqual(two.clusters, [], 'one alone is no cluster');
  });

  test('has the same clusters within half a level, and asks again beyond', () => {
    const store = new PositionStore();
    put(store, { a: 0, b: 14, c: 17 });
    const clusterer = new Clusterer(store);
    const view = viewOf({ zoom: 15 });
    const keysAt = (zoom: number) => clusterer.next({ ...view, zoom }).clusters.map(({ key, total }) => [key, total]);
    const keys = keysAt(15);
    assert.ok(!clusterer.isOfAnother({ ...view, zoom: 15.49 }));
    assert.deepEqual(keysAt(15.49), keys);
    assert.ok(clusterer.isOfAnother({ ...view, zoom: 15.5 }));
    assert.ok(clusterer.isOfAnother({ ...view, kept: new Set() }));
    assert.ok(!clusterer.isOld());
    put(store, { a: 1 });
    assert.ok(clusterer.isOld());
  });

  test('looks at who is in a box alone where one is given', () => {
    const store = new PositionStore();
    put(store, { a: 0, b: 1, far: 500, farther: 501 });
    const within = { south: 53, west: 8, north: 55, east: 9.01 };
    assert.deepEqual(
      new Clusterer(store).next(viewOf({ within })).clusters.map(({ key }) => key),
      ['a'],
    );
  });

  test('knows whether a cluster comes apart closer', () => {
    const store = new PositionStore();
    put(store, { a: 0, b: 5, same: 500, spot: 500 });
    const [apart, together] = new Clusterer(store).next(viewOf({ zoom: 12 })).clusters;
    assert.ok(apart && together);
    assert.ok(comesApart(apart, { zoom: 18, reach: REACH_PX }));
    assert.ok(!comesApart(apart, { zoom: 12, reach: REACH_PX }));
    assert.ok(!comesApart(together, { zoom: 18, reach: REACH_PX }));
  });
});

const LOOKS: ReadonlyMap<string, MarkerLook> = new Map([
  ['a', { label: 'A', kind: 'person', connection: 'CONNECTED' }],
  ['b', { label: 'B', kind: 'asset', connection: 'IDLE' }],
  ['c', { label: 'C', kind: 'tracker', connection: 'DISCONNECTED' }],
]);

function viewOf(changes: Partial<ClusterView> = {}): ClusterView {
  return { zoom: 15, looks: LOOKS, kept: new Set(), within: null, ...changes };
}

/** Puts trackers so many steps east of a place. */
function put(store: PositionStore, steps: Readonly<Record<string, number>>): void {
  const positions = Object.entries(steps).map(([id, step]) => ({
    tracker: { id },
    latitude: AT.latitude,
    longitude: AT.longitude + step * STEP,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: '2026-11-20T12:00:00Z',
    receivedAt: '2026-11-20T12:00:00Z',
  }));
  store.apply({ snapshot: false, positions });
}
