import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { StreamHealth } from './stream-health.ts';

const POSITIONS = 'PositionsChanged';

suite('StreamHealth', () => {
  test('says since when a stream is interrupted, however often it tries', () => {
    const { health, clock, sink } = setUp();
    clock.now = 1_000;
    sink.broken?.();
    clock.now = 5_000;
    sink.retried?.();
    sink.broken?.();
    assert.deepEqual([...health.broken()], [['positions', 1_000]]);
  });

  test('is well again with the next event, which is passed on', () => {
    const { health, sink, seen } = setUp();
    sink.broken?.();
    sink.next({ data: 1 }, true);
    assert.equal(health.broken().size, 0);
    assert.deepEqual(seen, [{ data: 1 }]);
  });

  test('is well again when a retry is not refused for ten seconds, for nothing may have changed', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { health, sink } = setUp();
      sink.broken?.();
      sink.retried?.();
      mock.timers.tick(9_000);
      sink.broken?.();
      sink.retried?.();
      mock.timers.tick(9_000);
      assert.equal(health.broken().size, 1);
      mock.timers.tick(1_000);
      assert.equal(health.broken().size, 0);
    } finally {
      mock.timers.reset();
    }
  });

  test('does not speak of what nobody listens to, may see, or knows', () => {
    const { health, sink, forget } = setUp();
    sink.broken?.();
    forget();
    assert.equal(health.broken().size, 0);
    sink.broken?.();
    sink.refused(['FORBIDDEN']);
    assert.equal(health.broken().size, 0);
    const other = { next: () => {}, refused: () => {} };
    assert.equal(health.watching('Other', other).sink, other);
  });

  test('tells of changes only', () => {
    const { health, sink } = setUp();
    let told = 0;
    health.subscribe(() => told++);
    sink.next({ data: 1 }, true);
    assert.equal(told, 0);
    sink.broken?.();
    sink.broken?.();
    assert.equal(told, 1);
  });
});

function setUp() {
  const clock = { now: 0 };
  const seen: unknown[] = [];
  const health = new StreamHealth(() => clock.now);
  const watched = health.watching(POSITIONS, { next: (result) => seen.push(result), refused: () => {} });
  return { health, clock, seen, ...watched };
}
