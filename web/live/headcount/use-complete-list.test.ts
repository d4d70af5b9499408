import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from './use-complete-list.ts';

test('a list and the headcounts differ by the ids only one of them knows', () => {
  const counted = new Map([
    ['a', 1],
    ['new', 0],
  ]);
  assert.equal(differenceOf([{ id: 'a' }, { id: 'old' }], counted), 'new old');
  assert.equal(differenceOf([{ id: 'new' }, { id: 'a' }], counted), '');
  assert.equal(differenceOf([{ id: 'a' }], null), '');
});
