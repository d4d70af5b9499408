import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tileAt } from '@trekker/geo';
import type { Subscribe } from '../graphql/client.ts';
import type { ResumingSink } from '../graphql/resuming-subscription.ts';
import { PositionStore } from './position-store.ts';
import { PositionStreams } from './position-streams.ts';

const HERE = [tileAt({ latitude: 1, longitude: 1 }, 10)];
const THERE = [tileAt({ latitude: 1, longitude: 5 }, 10)];

suite('PositionStreams', () => {
  test('follow all at first, also where only a part is wanted, so that everybody was known once', () => {
    const { streams, running, told, store } = setUp();
    streams.start();
    streams.narrow(HERE);
    assert.deepEqual(running(), ['all']);
    told('all', { snapshot: true, positions: [fix('a', 1), fix('b', 5)] });
    assert.equal(store.size, 2);
    assert.deepEqual(running(), ['all', 'x=514']);
  });

  test('go on with what runs until the first event of what takes its place', () => {
    const { streams, running, told, store } = narrowed();
    assert.deepEqual(running(), ['x=514']);
    streams.narrow(THERE);
    assert.deepEqual(running(), ['x=514', 'x=526']);
    told('x=514', { positions: [fix('a', 1.01, 2)] });
    assert.equal(store.get('a')?.longitude, 1.01);
    told('x=526', { snapshot: true, positions: [fix('b', 5.01, 2)] });
    assert.deepEqual(running(), ['x=526']);
    assert.equal(store.get('b')?.longitude, 5.01);
    assert.equal(store.get('a')?.longitude, 1.01, 'who is elsewhere stays where they were last');
  });

  test('forget a part that is no longer wanted before it began', () => {
    const { streams, running } = narrowed();
    streams.narrow(THERE);
    streams.narrow(HERE);
    assert.deepEqual(running(), ['x=514']);
    streams.narrow(THERE);
    streams.narrow(null);
    assert.deepEqual(running(), ['x=514', 'all']);
  });

  test('let go of whom a part no longer has, whether it says so or leaves them out at its beginning', () => {
    const { streams, told, store } = narrowed();
    told('x=514', { positions: [], left: ['a'] });
    assert.equal(store.get('a'), null);
    streams.narrow(THERE);
    told('x=526', { snapshot: true, positions: [] });
    assert.equal(store.get('b'), null, 'they went while nobody looked');
  });

  test('follow whom somebody looks at wherever they are', () => {
    const { streams, running, told, store } = narrowed();
    streams.alsoFollow(['a']);
    assert.deepEqual(running(), ['x=514', 'a']);
    streams.alsoFollow(['a']);
    assert.deepEqual(running(), ['x=514', 'a'], 'once');
    told('x=514', { positions: [], left: ['a'] });
    assert.equal(store.get('a')?.longitude, 1, 'their own stream says where they are');
    told('a', { snapshot: true, positions: [fix('a', 40, 3)] });
    assert.equal(store.get('a')?.longitude, 40);
    told('a', { positions: [], left: ['a'] });
    assert.equal(store.get('a'), null, 'out of the sight of the viewer');
    streams.alsoFollow([]);
    assert.deepEqual(running(), ['x=514']);
    streams.alsoFollow(['b']);
    streams.narrow(null);
    assert.deepEqual(running(), ['x=514', 'all'], 'nobody by themselves where all are followed');
  });

  test('say of whom the store is current', () => {
    const { streams, told } = setUp();
    const follows = () => ['a', 'b', 'unknown'].map((id) => streams.follows(id));
    streams.start();
    streams.narrow(HERE);
    told('all', { snapshot: true, positions: [fix('a', 1), fix('b', 5)] });
    assert.deepEqual(follows(), [true, true, true]);
    told('x=514', { snapshot: true, positions: [fix('a', 1)] });
    assert.deepEqual(follows(), [true, false, false]);
    streams.alsoFollow(['b']);
    assert.deepEqual(follows(), [true, true, false]);
  });

  test('end together, and begin with all again', () => {
    const { streams, running, stop } = narrowed();
    streams.alsoFollow(['b']);
    streams.narrow(THERE);
    stop();
    assert.deepEqual(running(), []);
    streams.start();
    assert.deepEqual(running(), ['all']);
  });
});

/** Streams of a part, with `a` in it and `b` elsewhere. */
function narrowed() {
  const set = setUp();
  const stop = set.streams.start();
  set.streams.narrow(HERE);
  set.told('all', { snapshot: true, positions: [fix('a', 1), fix('b', 5)] });
  set.told('x=514', { snapshot: true, positions: [fix('a', 1)] });
  return { ...set, stop };
}

interface Told {
  readonly snapshot?: boolean;
  readonly positions: readonly object[];
  readonly left?: readonly string[];
}

function setUp() {
  const sinks = new Map<number, { name: string; sink: ResumingSink<Record<string, unknown>> }>();
  let count = 0;
  const subscribe: Subscribe = ({ variables }, sink) => {
    const id = count++;
    sinks.set(id, { name: nameOf(variables), sink });
    return () => sinks.delete(id);
  };
  const store = new PositionStore();
  const streams = new PositionStreams({ subscribe, store, onEvent: () => {} });
  function told(name: string, { snapshot = false, positions, left = [] }: Told): void {
    const change = { cursor: 'c', snapshot, positions, left };
    const named = [...sinks.values()].filter((each) => each.name === name);
    assert.ok(named.length, `${name} runs`);
    for (const { sink } of named) sink.next({ data: { positionsChanged: change, positionUpdates: change } }, snapshot);
  }
  return { streams, store, told, running: () => [...sinks.values()].map(({ name }) => name) };
}

function nameOf(variables: Readonly<Record<string, unknown>>): string {
  const filter = variables['filter'] as { tiles?: { x: number }[]; trackerIds?: string[] } | undefined;
  if (!filter) return 'all';
  return filter.tiles ? `x=${filter.tiles.map(({ x }) => x).join()}` : String(filter.trackerIds);
}

function fix(id: string, longitude: number, second = 1) {
  const at = `2026-11-20T09:00:0${second}.000Z`;
  return { tracker: { id }, latitude: 1, longitude, recordedAt: at, receivedAt: at };
}
