import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { stackedAt } from './stacked.ts';

suite('stackedAt', () => {
  const at = (x: number, y = 0) => ({ x, y });

  test('gives the nearest alone where it stands apart', () => {
    assert.deepEqual(stackedAt([at(12), at(0), at(-11)], at(1)), [at(0)]);
  });

  test('gives all that cover the nearest, it first', () => {
    assert.deepEqual(stackedAt([at(9), at(0), at(3, 4), at(30)], at(1)), [at(0), at(3, 4), at(9)]);
  });

  test('gives nobody where nobody is', () => {
    assert.deepEqual(stackedAt([], at(0)), []);
  });
});
