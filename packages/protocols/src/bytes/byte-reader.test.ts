import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

test('reads what was written, in its order', () => {
  const bytes = new ByteWriter().u8(1).u16(-2).u32(-3).u64(4n).u16Le(-5).u32Le(-6).bytes([7, 8]).done();
  const reader = new ByteReader(bytes);
  assert.deepEqual(
    [reader.u8(''), reader.i16(''), reader.i32(''), reader.u64(''), reader.i16Le(''), reader.i32Le('')],
    [1, -2, -3, 4n, -5, -6],
  );
  assert.deepEqual([...reader.take('', 2)], [7, 8]);
  assert.equal(reader.left(), 0);
});

test('reads unsigned numbers up to their last bit', () => {
  const reader = new ByteReader(new Uint8Array(12).fill(0xff));
  assert.deepEqual(
    [reader.u16(''), reader.u32(''), reader.u16Le(''), reader.u32Le('')],
    [0xffff, 2 ** 32 - 1, 0xffff, 2 ** 32 - 1],
  );
});

test('names the field that the message ends before', () => {
  const reader = new ByteReader(Uint8Array.of(1));
  assert.throws(() => reader.u16('speed'), {
    problem: { field: 'speed', value: '', expected: '2 more bytes, 1 are left' },
  });
});
