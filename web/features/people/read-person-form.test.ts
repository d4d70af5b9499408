import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPersonForm } from './read-person-form.ts';

test('what was left empty is not known, and blanks around a value do not count', () => {
  const empty = { name: 'Anna ', kind: 'VISITOR', trade: ' ', unitId: '' };
  assert.deepEqual(readPersonForm(form(empty)), { name: 'Anna', kind: 'VISITOR', trade: null, unitId: null });
  assert.deepEqual(readPersonForm(form({ ...empty, kind: 'EMPLOYEE', trade: ' Rigger', unitId: 'u1' })), {
    name: 'Anna',
    kind: 'EMPLOYEE',
    trade: 'Rigger',
    unitId: 'u1',
  });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
