import assert from 'node:assert/strict';
import { test } from 'node:test';

import { followSpan } from './heard-span.ts';

test('goes on while no pause is too long', () => {
  assert.deepEqual(followSpan(null, [0, 100, 200], 100), [{ first: 0, last: 200 }]);
  assert.deepEqual(followSpan({ first: 0, last: 200 }, [300], 100), [{ first: 0, last: 300 }]);
  assert.deepEqual(followSpan({ first: 0, last: 200 }, [301, 302], 100), [
    { first: 0, last: 200 },
    { first: 301, last: 302 },
  ]);
});

test('is changed by nothing that it has seen', () => {
  const known = { first: 50, last: 200 };
  assert.deepEqual(followSpan(known, [0, 50, 120, 200], 100), [known]);
  assert.deepEqual(followSpan(known, [], 100), [known]);
  assert.deepEqual(followSpan(null, [], 100), []);
});

test('is the same however its times are divided', () => {
  const times = [0, 40, 90, 300, 350, 900];
  const whole = followSpan(null, times, 60);
  for (let cut = 0; cut <= times.length; cut += 1) {
    const before = followSpan(null, times.slice(0, cut), 60);
    const after = followSpan(before.at(-1) ?? null, times.slice(cut), 60);
    assert.deepEqual([...before.slice(0, -1), ...after], whole);
  }
});
