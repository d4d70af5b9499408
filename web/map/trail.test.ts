import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Trail } from './trail.ts';

const MINUTE = 60_000;

suite('Trail', () => {
  test('shows nothing before its past is known, then the past and what was added meanwhile, in order', () => {
    const trail = new Trail();
    trail.add(point(10));
    assert.deepEqual(trail.until(10), []);
    trail.begin([point(5), point(3), point(10)]);
    assert.deepEqual(
      trail.until(10).map(({ recordedAt }) => recordedAt),
      [3, 5, 10],
    );
  });

  test('ends at the instant asked for', () => {
    const trail = new Trail();
    trail.begin([point(1), point(2), point(3)]);
    assert.deepEqual(
      trail.until(2).map(({ recordedAt }) => recordedAt),
      [1, 2],
    );
  });

  test('ignores a point that is not newer and forgets what is older than five minutes', () => {
    const trail = new Trail();
    trail.begin([point(0), point(MINUTE)]);
    trail.add(point(MINUTE));
    trail.add(point(5.5 * MINUTE));
    assert.deepEqual(
      trail.until(6 * MINUTE).map(({ recordedAt }) => recordedAt),
      [MINUTE, 5.5 * MINUTE],
    );
  });

  test('knows nothing of the tracker before', () => {
    const trail = new Trail();
    trail.begin([point(1)]);
    trail.clear();
    trail.add(point(2));
    assert.deepEqual(trail.until(9), []);
  });
});

function point(recordedAt: number) {
  return { latitude: 1, longitude: 2, recordedAt };
}
