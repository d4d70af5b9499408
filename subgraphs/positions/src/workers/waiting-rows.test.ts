import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WaitingRows } from './waiting-rows.ts';

test('a tenant alone has its share with the first row, and others have none', () => {
  const waiting = new WaitingRows();
  assert.equal(waiting.hasItsShare('loud'), false);
  waiting.add('loud', 1);
  assert.deepEqual([waiting.total, waiting.hasItsShare('loud'), waiting.hasItsShare('quiet')], [1, true, false]);
});

test('shares are equal among those who have anything waiting', () => {
  const waiting = new WaitingRows();
  waiting.add('loud', 900);
  waiting.add('quiet', 100);
  assert.deepEqual([waiting.hasItsShare('loud'), waiting.hasItsShare('quiet')], [true, false]);
  waiting.add('quiet', 800);
  assert.deepEqual([waiting.hasItsShare('loud'), waiting.hasItsShare('quiet')], [true, true]);
});

test('who has nothing waiting any more has no part in it', () => {
  const waiting = new WaitingRows();
  waiting.add('loud', 10);
  waiting.add('quiet', 4);
  waiting.remove('loud', 10);
  assert.deepEqual([waiting.total, waiting.hasItsShare('quiet'), waiting.hasItsShare('loud')], [4, true, false]);
});
