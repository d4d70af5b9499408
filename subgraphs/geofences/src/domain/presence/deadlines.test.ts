import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seededRandom } from '../../../test/seeded-random.ts';
import { createDeadlines } from './deadlines.ts';

test('knows the earliest deadline and all that are due, as a plain list does', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seededRandom(seed);
    const deadlines = createDeadlines();
    const truth = new Map<string, number>();
    for (let step = 0; step < 1_000; step += 1) {
      const key = `key-${Math.floor(random() * 12)}`;
      const instant = random() < 0.2 ? null : Math.floor(random() * 50);
      deadlines.set(key, instant);
      if (instant === null) truth.delete(key);
      else truth.set(key, instant);
      const limit = Math.floor(random() * 50);
      const due = [...truth].filter(([, at]) => at <= limit).map(([name]) => name);
      assert.deepEqual(deadlines.due(limit).toSorted(), due.toSorted(), `seed ${seed}, step ${step}`);
      assert.equal(deadlines.next(), truth.size ? Math.min(...truth.values()) : null, `seed ${seed}, step ${step}`);
    }
  }
});

test('keeps a deadline that was looked at until it is set anew', () => {
  const deadlines = createDeadlines();
  deadlines.set('a', 5);
  assert.deepEqual([deadlines.due(4), deadlines.due(5), deadlines.due(5)], [[], ['a'], ['a']]);
  deadlines.set('a', 9);
  assert.deepEqual([deadlines.due(5), deadlines.next()], [[], 9]);
});
