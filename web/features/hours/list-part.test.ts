import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BEGINNING, partBehind } from './list-part.ts';

test('a list grows to what the API answers at once, and goes on behind that', () => {
  let part = BEGINNING;
  const firsts = [part.first];
  while (part.first < 500) {
    part = partBehind(part, 'end');
    firsts.push(part.first);
    assert.equal(part.after, null);
  }
  assert.deepEqual(firsts, [250, 500]);
  assert.deepEqual(partBehind(part, 'end'), { first: 250, after: 'end' });
});
