import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from './use-complete-list.ts';

test('a list and the headcounts differ by the keys only one of them knows', () => {
  const counted = new Set(['a', 'new']);
  assert.equal(differenceOf(['a', 'old'], counted), 'new old');
  assert.equal(differenceOf(['new', 'a'], counted), '');
  assert.equal(differenceOf(['a'], null), '');
});
