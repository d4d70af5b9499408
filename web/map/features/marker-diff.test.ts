import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import { createMarkerDiffer, type MarkerLook } from './marker-diff.ts';

const ANNA: MarkerLook = { label: 'Anna', kind: 'person', connection: 'CONNECTED' };
const LOOKS: ReadonlyMap<string, MarkerLook> = new Map([['a', ANNA]]);

suite('createMarkerDiffer', () => {
  test('begins with everything, then sends only who moved', () => {
    const store = storeOf(['a', 'b']);
    const differ = createMarkerDiffer(store);
    const first = differ.next(LOOKS);
    assert.equal(first?.reset, true);
    assert.deepEqual(
      first?.add.map(({ id }) => id),
      [0, 1],
    );
    assert.equal(differ.next(LOOKS), null);
    move(store, 'b', 2);
    const second = differ.next(LOOKS);
    assert.equal(second?.reset, false);
    assert.deepEqual(second?.add, []);
    assert.deepEqual(
      second?.update.map(({ id, geometry }) => [id, geometry.coordinates]),
      [[1, [10, 2]]],
    );
  });

  test('makes a feature of longitude and latitude in this order, with what is drawn', () => {
    const differ = createMarkerDiffer(storeOf(['a']));
    const [feature] = differ.next(LOOKS)?.add ?? [];
    assert.deepEqual(feature?.geometry.coordinates, [10, 1]);
    assert.deepEqual(feature?.properties, {
      trackerId: 'a',
      label: 'Anna',
      kind: 'person',
      connection: 'CONNECTED',
      icon: 'person-CONNECTED',
      heading: null,
    });
  });

  test('shows a heading only of who moves', () => {
    const store = new PositionStore();
    store.apply({ snapshot: true, positions: [position('a', { headingDegrees: 90, speedMetersPerSecond: 0.1 })] });
    const differ = createMarkerDiffer(store);
    assert.equal(differ.next(LOOKS)?.add[0]?.properties.heading, null);
    store.apply({ snapshot: true, positions: [position('a', { headingDegrees: 0, speedMetersPerSecond: 1.2 })] });
    assert.equal(differ.next(LOOKS)?.update[0]?.properties.heading, 0);
  });

  test('updates a marker whose looks changed although nobody moved, and no other', () => {
    const differ = createMarkerDiffer(storeOf(['a', 'b']));
    differ.next(LOOKS);
    const idle = new Map([['a', { ...ANNA, connection: 'IDLE' as const }]]);
    const diff = differ.next(idle);
    assert.deepEqual(
      diff?.update.map(({ properties }) => properties.icon),
      ['person-IDLE'],
    );
    assert.equal(differ.next(new Map(idle)), null);
  });

  test('removes who left and adds who comes back', () => {
    const store = storeOf(['a', 'b']);
    const differ = createMarkerDiffer(store);
    differ.next(LOOKS);
    store.apply({ snapshot: true, positions: [position('a', {})] });
    assert.deepEqual(differ.next(LOOKS)?.remove, [1]);
    move(store, 'b', 3);
    assert.deepEqual(
      differ.next(LOOKS)?.add.map(({ id }) => id),
      [1],
    );
  });

  test('takes away who is hidden, and brings who no longer is', () => {
    const store = storeOf(['a', 'b']);
    const differ = createMarkerDiffer(store);
    differ.next(LOOKS);
    const hidden = { within: null, hidden: new Set([1]) };
    assert.deepEqual(differ.next(LOOKS, hidden)?.remove, [1]);
    move(store, 'b', 2);
    assert.equal(differ.next(LOOKS, hidden), null);
    assert.deepEqual(
      differ.next(LOOKS)?.add.map(({ id }) => id),
      [1],
    );
  });

  test('sends everything anew after a reset', () => {
    const differ = createMarkerDiffer(storeOf(['a', 'b']));
    differ.next(LOOKS);
    differ.reset();
    const diff = differ.next(LOOKS);
    assert.equal(diff?.reset, true);
    assert.equal(diff?.add.length, 2);
  });
});

function storeOf(trackerIds: readonly string[]): PositionStore {
  const store = new PositionStore();
  store.apply({ snapshot: true, positions: trackerIds.map((id) => position(id, {})) });
  return store;
}

function move(store: PositionStore, trackerId: string, latitude: number): void {
  store.apply({ snapshot: false, positions: [position(trackerId, { latitude })] });
}

function position(trackerId: string, fields: object) {
  return {
    tracker: { id: trackerId },
    latitude: 1,
    longitude: 10,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: '2026-11-20T09:00:00.000Z',
    receivedAt: '2026-11-20T09:00:00.000Z',
    ...fields,
  };
}
