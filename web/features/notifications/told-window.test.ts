import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEWEST, olderThan } from './told-window.ts';

test('whoever goes on reaches every notification: more at once as far as the API answers, then what lies behind', () => {
  const told = Array.from({ length: 1_234 }, (_, index) => index);
  const seen = new Set<number>();
  for (let window: typeof NEWEST | null = NEWEST; window;) {
    assert.ok(window.first <= 500);
    const from: number = window.after === null ? 0 : Number(window.after) + 1;
    const page = told.slice(from, from + window.first);
    for (const each of page) seen.add(each);
    const last = page.at(-1) ?? 0;
    window = olderThan(window, { hasNextPage: last < 1_233, endCursor: String(last) });
  }
  assert.equal(seen.size, told.length);
});

test('at the end there is nothing older', () => {
  assert.equal(olderThan(NEWEST, { hasNextPage: false, endCursor: 'c' }), null);
});
