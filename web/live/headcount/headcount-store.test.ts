import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { HeadcountStore } from './headcount-store.ts';

const counted = (present: number, stale = 0) => ({ present, probable: 0, stale, unknown: 0, limits: [] });
const place = (id: string, present: number, stale = 0) => ({ id, headcount: counted(present, stale) });
const zone = (id: string, present: number, stale = 0) => ({
  ...place(id, present, stale),
  archivedAt: null,
  version: { id: `${id}:1` },
});

suite('HeadcountStore', () => {
  test('knows nothing before the first event', () => {
    assert.equal(new HeadcountStore().current(), null);
  });

  test('changes only the zones and places an event names', () => {
    const store = new HeadcountStore();
    store.apply({ snapshot: true, zones: [zone('a', 1), zone('b', 2, 1)], places: [place('site', 3, 1)] });
    store.apply({ snapshot: false, zones: [zone('a', 4)], places: [] });
    assert.deepEqual(store.current()?.zones.get('a'), { ...counted(4, 0), version: 2, shape: 'a:1' });
    assert.deepEqual(store.current()?.zones.get('b'), { ...counted(2, 1), version: 1, shape: 'b:1' });
    assert.deepEqual(store.current()?.places.get('site'), { ...counted(3, 1), version: 1 });
  });

  test('forgets what a snapshot leaves out', () => {
    const store = new HeadcountStore();
    store.apply({ snapshot: true, zones: [zone('a', 1), zone('b', 2)], places: [place('site', 3)] });
    store.apply({ snapshot: true, zones: [zone('b', 2)], places: [] });
    assert.deepEqual([...(store.current()?.zones.keys() ?? [])], ['b']);
    assert.equal(store.current()?.places.size, 0);
  });

  test('forgets a zone that was archived, and notes a new shape', () => {
    const store = new HeadcountStore();
    store.apply({ snapshot: true, zones: [zone('a', 1), zone('b', 2)], places: [] });
    const archived = { ...zone('a', 0), archivedAt: '2026-11-20T09:00:00.000Z' };
    store.apply({ snapshot: false, zones: [archived, { ...zone('b', 2), version: { id: 'b:2' } }], places: [] });
    assert.deepEqual(
      [...(store.current()?.zones.values() ?? [])].map(({ shape }) => shape),
      ['b:2'],
    );
  });

  test('gives a zone a new version whenever it is named, because other people may be inside', () => {
    const store = new HeadcountStore();
    store.apply({ snapshot: true, zones: [zone('a', 1)], places: [] });
    store.apply({ snapshot: false, zones: [zone('a', 1)], places: [] });
    assert.equal(store.current()?.zones.get('a')?.version, 2);
  });

  test('tells its listeners of every event until they stop, and hands out a new value each time', () => {
    const store = new HeadcountStore();
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.apply({ snapshot: true, zones: [], places: [] });
    const before = store.current();
    assert.equal(store.current(), before);
    store.apply({ snapshot: false, zones: [zone('a', 1)], places: [] });
    assert.notEqual(store.current(), before);
    stop();
    store.apply({ snapshot: true, zones: [], places: [] });
    assert.equal(told, 2);
  });

  test('knows nothing any more once it was refused', () => {
    const store = new HeadcountStore();
    store.apply({ snapshot: true, zones: [zone('a', 1)], places: [] });
    store.refuse();
    assert.equal(store.current(), null);
    assert.equal(store.refused(), true);
  });
});
