import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore, type StreamedPosition } from './position-store.ts';

suite('PositionStore', () => {
  test('gives back what arrived, with null for what the device did not report', () => {
    const store = new PositionStore();
    store.apply({
      snapshot: true,
      positions: [fix('a', { latitude: 53.5413001, altitudeMeters: -2.5, accuracyMeters: 4, headingDegrees: 0 })],
    });
    assert.deepEqual(store.get('a'), {
      latitude: 53.5413001,
      longitude: 10,
      altitudeMeters: -2.5,
      accuracyMeters: 4,
      speedMetersPerSecond: null,
      headingDegrees: 0,
      batteryPercent: null,
      recordedAt: Date.parse('2026-11-20T09:00:00.000Z'),
      receivedAt: Date.parse('2026-11-20T09:00:01.000Z'),
    });
    assert.equal(store.get('b'), null);
    assert.equal(store.size, 1);
  });

  test('keeps the newest position whatever the order of arrival', () => {
    const store = new PositionStore();
    store.apply({ snapshot: false, positions: [fix('a', { latitude: 2, recordedAt: '2026-11-20T09:00:05.000Z' })] });
    const { version } = store;
    store.apply({ snapshot: false, positions: [fix('a', { latitude: 1, recordedAt: '2026-11-20T09:00:04.999Z' })] });
    assert.equal(store.get('a')?.latitude, 2);
    assert.equal(store.version, version);
  });

  test('removes on a snapshot whom it leaves out, and tells so', () => {
    const store = new PositionStore();
    store.apply({ snapshot: true, positions: [fix('a'), fix('b')] });
    const { version } = store;
    store.apply({ snapshot: true, positions: [fix('b')] });
    assert.equal(store.get('a'), null);
    assert.equal(store.size, 1);
    assert.ok(changedSince(store, version).includes('a'));
  });

  test('keeps everybody on a change that names only some', () => {
    const store = new PositionStore();
    store.apply({ snapshot: true, positions: [fix('a'), fix('b')] });
    store.apply({ snapshot: false, positions: [fix('b', { recordedAt: '2026-11-20T09:00:02.000Z' })] });
    assert.equal(store.size, 2);
  });

  test('visits only what changed after a version', () => {
    const store = new PositionStore();
    store.apply({ snapshot: true, positions: [fix('a'), fix('b'), fix('c')] });
    const { version } = store;
    store.apply({ snapshot: false, positions: [fix('b', { recordedAt: '2026-11-20T09:00:02.000Z' })] });
    assert.deepEqual(changedSince(store, version), ['b']);
    assert.deepEqual(changedSince(store, store.version), []);
    assert.deepEqual(changedSince(store, -1), ['a', 'b', 'c']);
  });

  test('keeps a tracker in its slot while the store grows and while the tracker is away', () => {
    const store = new PositionStore(2);
    store.apply({ snapshot: true, positions: [fix('a'), fix('b')] });
    const many = Array.from({ length: 100 }, (_, index) => fix(`t${index}`, { latitude: index / 2 }));
    store.apply({ snapshot: true, positions: many });
    store.apply({ snapshot: false, positions: [fix('a', { latitude: 7 })] });
    assert.equal(slotOf(store, 'a'), 0);
    assert.equal(store.at(0)?.latitude, 7);
    assert.equal(store.get('t99')?.latitude, 49.5);
    assert.equal(store.size, 101);
  });

  test('tells listeners once per event that changed something, until they leave', () => {
    const store = new PositionStore();
    let calls = 0;
    const leave = store.subscribe(() => calls++);
    store.apply({ snapshot: true, positions: [fix('a'), fix('b')] });
    store.apply({ snapshot: false, positions: [] });
    assert.equal(calls, 1);
    leave();
    store.apply({ snapshot: true, positions: [] });
    assert.equal(calls, 1);
  });

  test('as a part of another holds who is kept, and lets go who is no longer', () => {
    const whole = new PositionStore(1);
    const part = new PositionStore(1);
    const keeps = (_: string, { latitude }: { latitude: number }) => latitude < 54;
    whole.apply({
      snapshot: true,
      positions: [fix('away', { latitude: 60 }), fix('a'), fix('b', { accuracyMeters: 3 })],
    });
    part.takeFrom(whole, { since: -1, keeps });
    assert.deepEqual([part.size, part.get('away'), part.get('b')?.accuracyMeters], [2, null, 3]);
    const { version } = whole;
    whole.apply({
      snapshot: true,
      positions: [
        fix('away', { latitude: 60, recordedAt: '2026-11-20T09:00:02.000Z' }),
        fix('a', { latitude: 55, recordedAt: '2026-11-20T09:00:02.000Z' }),
      ],
    });
    const before = part.version;
    part.takeFrom(whole, { since: version, keeps });
    assert.equal(part.size, 0);
    assert.deepEqual(changedSince(part, before), ['a', 'b']);
    part.takeFrom(whole, { since: whole.version, keeps: () => true });
    assert.equal(part.version, before + 1, 'nothing changed there since');
    part.takeFrom(whole, { since: -1, keeps: () => true });
    assert.equal(part.size, 2);
  });
});

function fix(trackerId: string, fields: Partial<StreamedPosition> = {}): StreamedPosition {
  return {
    tracker: { id: trackerId },
    latitude: 53,
    longitude: 10,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: '2026-11-20T09:00:00.000Z',
    receivedAt: '2026-11-20T09:00:01.000Z',
    ...fields,
  };
}

function changedSince(store: PositionStore, version: number): string[] {
  const ids: string[] = [];
  store.forEachSince(version, (_slot, trackerId) => ids.push(trackerId));
  return ids;
}

function slotOf(store: PositionStore, wanted: string): number | undefined {
  let found: number | undefined;
  store.forEachSince(-1, (slot, trackerId) => {
    if (trackerId === wanted) found = slot;
  });
  return found;
}
