import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEW_PERSON, readTrackerForm } from './read-tracker-form.ts';

test('a carrier is nobody, somebody known or somebody new, never two of them', () => {
  const fields = { name: ' Phone ', identifier: ' p1 ', newPersonName: ' Zoe ' };
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: '' })), { name: 'Phone', identifier: 'p1' });
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: 'anna' })), {
    name: 'Phone',
    identifier: 'p1',
    personId: 'anna',
  });
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: NEW_PERSON })), {
    name: 'Phone',
    identifier: 'p1',
    newPersonName: 'Zoe',
  });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
