import assert from 'node:assert/strict';
import { test } from 'node:test';

import { environmentOf } from './flags.ts';

test('lets the command line choose the executor', () => {
  assert.deepEqual(environmentOf(['--executor', 'stock']), { TREKKER_GATEWAY_EXECUTOR: 'stock' });
  assert.deepEqual(environmentOf([]), {});
});

test('names an argument it does not know', () => {
  assert.throws(() => environmentOf(['--exekutor', 'stock']), /--exekutor/);
  assert.throws(() => environmentOf(['stock']), /stock/);
});
