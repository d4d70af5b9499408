import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeCursor, encodeCursor } from '../event-log/cursor.ts';
import { connectionOf, parsePage } from './page.ts';

test('continues behind the last element of a page and says whether there is more', () => {
  const first = connectionOf(['a', 'b', 'c'], parsePage({ first: 2 }, ['name']), (row) => [row]);
  assert.deepEqual([first.nodes, first.pageInfo.hasNextPage], [['a', 'b'], true]);
  const next = parsePage({ first: 2, after: first.pageInfo.endCursor }, ['name']);
  assert.deepEqual(next.after, ['b']);
  assert.deepEqual(connectionOf(['c'], next, (row) => [row]).pageInfo.hasNextPage, false);
  assert.deepEqual(connectionOf([], next, () => ['x']).pageInfo, { hasNextPage: false, endCursor: null });
});

for (const first of [0, -1, 501, 1.5, Number.NaN]) {
  test(`refuses a page of ${first}`, () => {
    assert.throws(() => parsePage({ first }, ['name']), {
      code: 'INVALID_INPUT',
      message: `first must be 1 to 500, got ${first}`,
    });
  });
}

test('refuses what is no cursor of the list', () => {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const after of ['', 'x', json({}), json(['a', 'b']), json([1])]) {
    assert.throws(() => parsePage({ first: 1, after }, ['name']), { code: 'INVALID_INPUT' });
  }
});

const madeUp = [
  ['uuid', 'not-a-uuid'],
  ['name', 'a\u0000b'],
  ['name', 'x'.repeat(201)],
  ['instant', '1; drop table'],
  ['hex', 'zz'],
] as const;
for (const [kind, key] of madeUp) {
  test(`refuses a made-up cursor with ${JSON.stringify(key.slice(0, 20))} for ${kind}`, () => {
    const after = Buffer.from(JSON.stringify([key])).toString('base64url');
    assert.throws(() => parsePage({ first: 1, after }, [kind]), { code: 'INVALID_INPUT' });
  });
}

test('gives a stream’s cursor back as the offsets it was made of, and refuses anything else', () => {
  const offsets = { 'positions//3': 7, 'visits/t/0': -1 };
  assert.deepEqual(decodeCursor(encodeCursor(offsets)), offsets);
  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const after of ['', 'x', json([]), json({ a: 1.5 }), json({ a: -2 }), json({ a: '1' }), 'A'.repeat(9_000)]) {
    assert.throws(() => decodeCursor(after), { code: 'INVALID_INPUT' });
  }
});
