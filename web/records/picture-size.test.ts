import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittedSize, middleSquare } from './picture-size.ts';

test('a large picture is made to fit and keeps its shape, a small one stays', () => {
  assert.deepEqual(fittedSize({ width: 4032, height: 3024 }, 1024), { width: 1024, height: 768 });
  assert.deepEqual(fittedSize({ width: 3000, height: 4000 }, 1024), { width: 768, height: 1024 });
  assert.deepEqual(fittedSize({ width: 10_000, height: 2 }, 1024), { width: 1024, height: 1 });
  assert.deepEqual(fittedSize({ width: 96, height: 64 }, 96), { width: 96, height: 64 });
});

test('a thumbnail shows the middle', () => {
  assert.deepEqual(middleSquare({ width: 400, height: 300 }), { left: 50, top: 0, side: 300 });
  assert.deepEqual(middleSquare({ width: 3, height: 10 }), { left: 0, top: 3, side: 3 });
});
