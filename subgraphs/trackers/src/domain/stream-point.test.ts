import assert from 'node:assert/strict';
import { test } from 'node:test';

import { encodeCursor, headKey } from '@trekker/kit';

import { isBeyond, laterOf, positionsHead, readCursor, trackersHead, writeCursor } from './stream-point.ts';

const tenantId = '01900000-0000-7000-8000-00000000000a';
const own = headKey(trackersHead(tenantId));
const partition = (index: number) => headKey(positionsHead(index));

test('gives back the point that was written', () => {
  const point = { offsets: { [own]: 4, [partition(15)]: 9 }, at: 1_000 };
  assert.deepEqual(readCursor(writeCursor(point), { tenantId, now: 2_000 }), point);
});

test('takes no cursor to be younger than now', () => {
  const cursor = writeCursor({ offsets: { [own]: -1 }, at: 1e300 });
  assert.equal(readCursor(cursor, { tenantId, now: 2_000 }).at, 2_000);
});

test('refuses heads that the stream does not have, and points without time or own head', () => {
  const foreign = headKey(trackersHead('01900000-0000-7000-8000-00000000000b'));
  const clock = 5;
  for (const offsets of [
    { [own]: 1, [foreign]: 1, clock },
    { [foreign]: 1, clock },
    { [own]: 1, [partition(16)]: 0, clock },
    { [own]: 1 },
    { clock },
  ]) {
    assert.throws(() => readCursor(encodeCursor(offsets), { tenantId, now: 9 }), { code: 'CURSOR_EXPIRED' });
  }
  assert.throws(() => readCursor('nonsense', { tenantId, now: 9 }), { code: 'INVALID_INPUT' });
});

test('takes the later of two points head by head', () => {
  const a = { offsets: { [own]: 4, [partition(0)]: 1 }, at: 10 };
  const b = { offsets: { [own]: 3, [partition(0)]: 2, [partition(1)]: 0 }, at: 20 };
  assert.deepEqual(laterOf(a, b), { offsets: { [own]: 4, [partition(0)]: 2, [partition(1)]: 0 }, at: 20 });
});

test('tells a point that lies beyond the present one', () => {
  const present = { offsets: { [own]: 4, [partition(0)]: 1 }, at: 10 };
  const point = (offsets: Record<string, number>) => isBeyond({ offsets, at: 99 }, present);
  assert.deepEqual(
    [point({ [own]: 4 }), point({ [own]: 5 }), point({ [own]: 0, [partition(1)]: 0 }), point({ [partition(1)]: -1 })],
    [false, true, true, false],
  );
});
