import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeOf } from './size-of.ts';

test('sizes are told in the largest unit of which there is one', () => {
  assert.deepEqual(sizeOf(0), { value: 0, unit: 'byte', decimals: 0 });
  assert.deepEqual(sizeOf(999), { value: 999, unit: 'byte', decimals: 0 });
  assert.deepEqual(sizeOf(1_500), { value: 1.5, unit: 'kilobyte', decimals: 1 });
  assert.deepEqual(sizeOf(5e15), { value: 5_000, unit: 'terabyte', decimals: 1 });
});
