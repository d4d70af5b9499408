import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { createIntPool, offsetIn, type IntPool } from './int-pool.ts';

const stretch = (pool: IntPool, address: number, length: number) =>
  pool.chunk(address).subarray(offsetIn(address), offsetIn(address) + length);

/** The how manieth chunk an address lies in. */
const chunkOf = (address: number) => Math.floor(address / (offsetIn(-1) + 1));

test('begins small, and takes few chunks for much', () => {
  const pool = createIntPool();
  assert.ok(pool.chunk(pool.allocate(60)).byteLength <= 2_048);
  let last = 0;
  for (let round = 0; round < 100_000; round++) last = pool.allocate(52);
  assert.ok(chunkOf(last) < 30, String(chunkOf(last)));
});

test('hands out stretches of zeros that do not overlap, through any releases', () => {
  const random = seededRandom(63);
  const pool = createIntPool();
  const held = new Map<number, number>();
  for (let round = 1; round < 5_000; round++) {
    const length = random.pick([1, 7, 52, 300, 2_000, random.integer(1, 300_000)]);
    const address = pool.allocate(length);
    assert.ok(address > 0 && !held.has(address));
    assert.ok(stretch(pool, address, length).every((value) => value === 0));
    assert.equal(stretch(pool, address, length).length, length);
    stretch(pool, address, length).fill(address);
    held.set(address, length);
    for (const [old, size] of held.size > 40 ? held : []) {
      assert.ok(stretch(pool, old, size).every((value) => value === old));
      pool.release(old, size);
      held.delete(old);
      if (held.size < 20) break;
    }
  }
});

test('does not grow with edits that change lengths a little', () => {
  const random = seededRandom(64);
  const pool = createIntPool();
  let highest = 0;
  for (let round = 0; round < 100_000; round++) {
    const length = random.integer(500, 1_000);
    const address = pool.allocate(length);
    highest = Math.max(highest, address);
    pool.release(address, length);
  }
  assert.ok(chunkOf(highest) < 6, String(chunkOf(highest)));
});
