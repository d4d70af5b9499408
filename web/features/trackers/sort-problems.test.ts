import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortProblems } from './sort-problems.ts';

test('a problem goes to its field with its own sentence', () => {
  const taken = { field: ['input', 'identifier'], code: 'IDENTIFIER_TAKEN', message: 'p1 is taken' };
  assert.deepEqual(sortProblems([taken]), [{ field: 'identifier', text: 'IDENTIFIER_TAKEN', message: 'p1 is taken' }]);
});

test('an unknown code is quoted, an unknown field concerns the whole form', () => {
  const odd = { field: ['input', 'unitId'], code: 'NEW_CODE', message: 'no such unit' };
  assert.deepEqual(sortProblems([odd]), [{ field: null, text: 'INVALID', message: 'no such unit' }]);
});

test('no answer at all is a problem too', () => {
  assert.deepEqual(sortProblems([]), [{ field: null, text: 'OTHER', message: '' }]);
});
