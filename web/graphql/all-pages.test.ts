import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPages } from './all-pages.ts';

test('every part is asked for, each behind the one before', async () => {
  const asked: (string | null)[] = [];
  const parts = await allPages(async (after) => {
    asked.push(after);
    return { number: asked.length, pageInfo: { hasNextPage: asked.length < 3, endCursor: `c${asked.length}` } };
  });
  assert.deepEqual(asked, [null, 'c1', 'c2']);
  assert.deepEqual(
    parts.map(({ number }) => number),
    [1, 2, 3],
  );
});

test('what is not there has no parts', async () => {
  assert.deepEqual(await allPages(() => Promise.resolve(null)), []);
});
