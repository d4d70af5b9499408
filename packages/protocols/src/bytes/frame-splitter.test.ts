import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitterOf } from './frame-splitter.ts';

const MAX_BYTES = 8;

/** Frames end with 0; 9 keeps frames apart; 7 belongs to none. */
function splitter() {
  return splitterOf({
    maxBytes: MAX_BYTES,
    cut(waiting) {
      if (waiting[0] === 9) return { separators: 1, drop: 0, frame: 0 };
      if (waiting[0] === 7) return { drop: 1, frame: 0 };
      return { drop: 0, frame: waiting.indexOf(0) + 1 };
    },
  });
}

const push = (one: ReturnType<typeof splitter>, ...bytes: number[]) =>
  one.push(Uint8Array.from(bytes)).map((frame) => [...frame]);

test('cuts frames that were joined, and waits for the rest of one that was split', () => {
  const one = splitter();
  assert.deepEqual(push(one, 1, 2, 0, 3, 0, 4), [
    [1, 2, 0],
    [3, 0],
  ]);
  assert.equal(one.waiting(), 1);
  assert.deepEqual(push(one, 5, 0), [[4, 5, 0]]);
  assert.deepEqual([one.waiting(), one.dropped()], [0, 0]);
});

test('counts what belongs to no frame, but not what keeps frames apart', () => {
  const one = splitter();
  assert.deepEqual(push(one, 9, 7, 7, 1, 0, 9), [[1, 0]]);
  assert.deepEqual([one.waiting(), one.dropped()], [0, 2]);
});

test('keeps no more than the longest frame', () => {
  const one = splitter();
  assert.deepEqual(push(one, ...Array.from({ length: 100 }, () => 1)), []);
  assert.ok(one.waiting() < MAX_BYTES);
  assert.equal(one.waiting() + one.dropped(), 100);
});

test('gives frames of their own, so that nothing reaches into them later', () => {
  const bytes = Uint8Array.of(1, 2, 0);
  const [frame] = splitter().push(bytes);
  bytes.fill(5);
  assert.deepEqual([...(frame ?? [])], [1, 2, 0]);
});
