import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortProblems } from './form-problems.ts';

const FORM = { fields: ['name', 'identifier'], texts: ['IDENTIFIER_TAKEN'] } as const;

test('a problem goes to its field with its own sentence', () => {
  const taken = { field: ['input', 'identifier'], code: 'IDENTIFIER_TAKEN', message: 'p1 is taken' };
  const problem = { field: 'identifier', text: 'IDENTIFIER_TAKEN', error: taken };
  assert.deepEqual(sortProblems([taken], FORM), [problem]);
});

test('a code without a sentence of the form is said as everywhere, an unknown field concerns the whole form', () => {
  const odd = { field: ['input', 'unitId'], code: 'NEW_CODE', message: 'no such unit' };
  assert.deepEqual(sortProblems([odd], FORM), [{ field: null, text: 'REFUSED', error: odd }]);
});

test('no answer at all is a problem too', () => {
  assert.deepEqual(sortProblems([], FORM), [{ field: null, text: 'OTHER', error: null }]);
});
