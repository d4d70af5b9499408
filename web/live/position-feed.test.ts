import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import type { Subscribe } from '../graphql/client.ts';
import type { ResumingSink } from '../graphql/resuming-subscription.ts';
import { createPositionFeed } from './position-feed.ts';
import { PositionStore } from './position-store.ts';

suite('the position feed', () => {
  test('runs one stream for all holders and ends it a while after the last has left', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { feed, running } = setUp();
      const first = feed.acquire();
      const second = feed.acquire();
      assert.equal(running(), 1);
      first();
      second();
      mock.timers.tick(9_000);
      assert.equal(running(), 1);
      const third = feed.acquire();
      mock.timers.tick(60_000);
      assert.equal(running(), 1);
      third();
      mock.timers.tick(10_000);
      assert.equal(running(), 0);
    } finally {
      mock.timers.reset();
    }
  });

  test('measures how late an event is, but not what was missed while away', () => {
    const { feed, send, lags } = setUp();
    const release = feed.acquire();
    send('2026-11-20T08:00:00.000Z', true);
    assert.deepEqual(lags, []);
    send('2026-11-20T08:59:58.000Z', false);
    assert.deepEqual(lags, [2_000]);
    release();
  });

  test('forgets every position when the viewer may no longer see them', () => {
    const { feed, send, store, refuse } = setUp();
    const release = feed.acquire();
    send('2026-11-20T08:59:58.000Z', true);
    assert.equal(store.get('a')?.latitude, 1);
    refuse();
    assert.equal(store.get('a'), null);
    release();
  });
});

function setUp() {
  const lags: number[] = [];
  const sinks = new Set<ResumingSink<Record<string, unknown>>>();
  const subscribe: Subscribe = (_request, sink) => {
    const own = sink as unknown as ResumingSink<Record<string, unknown>>;
    sinks.add(own);
    return () => sinks.delete(own);
  };
  const store = new PositionStore();
  const feed = createPositionFeed({
    subscribe,
    store,
    serverNow: () => Date.parse('2026-11-20T09:00:00.000Z'),
    onLag: (lagMs) => lags.push(lagMs),
  });
  const send = (receivedAt: string, first: boolean) => {
    const position = { tracker: { id: 'a' }, latitude: 1, longitude: 1, recordedAt: receivedAt, receivedAt };
    const positionsChanged = { cursor: 'c', snapshot: first, positions: [position] };
    for (const sink of sinks) sink.next({ data: { positionsChanged } }, first);
  };
  const refuse = () => {
    for (const sink of sinks) sink.refused(['FORBIDDEN']);
  };
  return { feed, store, send, refuse, lags, running: () => sinks.size };
}
