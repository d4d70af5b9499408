import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLimitForm } from './read-limit-form.ts';

function form(values: Readonly<Record<string, string>>, kinds: readonly string[] = []): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  for (const kind of kinds) data.append('kinds', kind);
  return data;
}

test('what is left empty is no limit, and nought is one', () => {
  const empty = { minimum: null, maximum: null, kinds: null, companyId: null };
  assert.deepEqual(readLimitForm(form({ minimum: '', maximum: ' ', unitId: '' })), empty);
  assert.deepEqual(readLimitForm(form({ minimum: '2', maximum: '0', unitId: 'u' })), {
    ...empty,
    minimum: 2,
    maximum: 0,
    companyId: 'u',
  });
});

test('every kind of people is the same as none: all count', () => {
  assert.equal(readLimitForm(form({}, ['EMPLOYEE', 'CONTRACTOR', 'VISITOR'])).kinds, null);
  assert.deepEqual(readLimitForm(form({}, ['VISITOR', 'EMPLOYEE', 'nobody'])).kinds, ['EMPLOYEE', 'VISITOR']);
});
