import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMembership } from './membership.ts';

test('tells each once as it is when it is taken', () => {
  const membership = createMembership<number>();
  membership.note('a', 1);
  membership.note('b', 1);
  membership.note('a', 2);
  assert.deepEqual(membership.take(), { items: [2, 1], left: [] });
  assert.equal(membership.hasNews(), false);
});

test('tells that one left only to whom it was told', () => {
  const membership = createMembership<number>();
  membership.note('stranger', null);
  membership.note('passing', 1);
  membership.note('passing', null);
  assert.equal(membership.hasNews(), false);
  membership.note('a', 1);
  membership.take();
  membership.note('a', null);
  assert.deepEqual(membership.take(), { items: [], left: ['a'] });
  membership.note('a', null);
  assert.equal(membership.hasNews(), false);
});

test('lets go of everything that is not among all that fit, and tells nothing anew of what is', () => {
  const membership = createMembership<number>();
  membership.note('a', 1);
  membership.note('b', 1);
  membership.take();
  membership.note('c', 1);
  membership.noteAll(
    new Map([
      ['b', 2],
      ['d', 2],
    ]),
  );
  assert.deepEqual(membership.take(), { items: [2], left: ['a'] });
});

test('tells that one left to whom it was told before, and nothing else of those', () => {
  const membership = createMembership<number>();
  membership.hold(['a', 'b']);
  assert.equal(membership.hasNews(), false);
  membership.note('a', null);
  assert.deepEqual(membership.take(), { items: [], left: ['a'] });
});
