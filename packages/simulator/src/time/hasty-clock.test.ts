import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHastyClock } from './hasty-clock.ts';

const PRESENT = Date.UTC(2026, 10, 20);

test('runs faster than life until it has caught up, and then with it', () => {
  let life = PRESENT;
  const clock = createHastyClock({ fromMs: PRESENT - 90_000, rate: 10, life: { now: () => life } });
  const shows = (afterMs: number) => {
    life = PRESENT + afterMs;
    return clock.now() - life;
  };
  assert.deepEqual([0, 1_000, 5_000, 10_000, 60_000].map(shows), [-90_000, -81_000, -45_000, 0, 0]);
});

test('waits shorter while it hastes, as long as life afterwards, and not at all when told to stop', async () => {
  const from = Date.now() - 900_000;
  const clock = createHastyClock({ fromMs: from, rate: 10_000 });
  const before = performance.now();
  await clock.sleep(600_000, AbortSignal.timeout(10_000));
  const hasty = performance.now() - before;
  assert.ok(hasty > 50 && hasty < 9_000, `${hasty}`);
  assert.ok(clock.now() - from >= 600_000);

  while (clock.now() < Date.now() - 5) await clock.sleep(10_000, AbortSignal.timeout(1_000));
  const began = performance.now();
  await clock.sleep(120, AbortSignal.timeout(10_000));
  assert.ok(performance.now() - began > 100);
  await clock.sleep(3_600_000, AbortSignal.abort());
  assert.ok(performance.now() - began < 30_000);
});
