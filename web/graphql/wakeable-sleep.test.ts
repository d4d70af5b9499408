import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wakeableSleep } from './wakeable-sleep.ts';

test('a wait ends early on a wake-up and leaves no listener behind', async () => {
  const listeners = new Set<() => void>();
  const wakeUps = {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const waiting = wakeableSleep(60_000, wakeUps);
  for (const listener of listeners) listener();
  await waiting;
  assert.equal(listeners.size, 0);
  await wakeableSleep(1, wakeUps);
  assert.equal(listeners.size, 0);
});
