import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifierIn, NEW_PERSON, readTrackerForm } from './read-tracker-form.ts';

test('a carrier is nobody, somebody or something known, or somebody new, never two of them', () => {
  const fields = { name: ' Phone ', identifier: ' p1 ', newPersonName: ' Zoe ' };
  const phone = { name: 'Phone', identifier: 'p1' };
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: '' })), phone);
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: 'person:anna' })), { ...phone, personId: 'anna' });
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: 'asset:crane' })), { ...phone, assetId: 'crane' });
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: NEW_PERSON })), { ...phone, newPersonName: 'Zoe' });
  assert.deepEqual(readTrackerForm(form({ ...fields, carrier: 'robot:7' })), phone);
});

test('what a device calls itself can be brought along, and nothing else counts as it', () => {
  assert.equal(identifierIn('identifier:jane/phone'), 'jane/phone');
  assert.equal(identifierIn('identifier:'), null);
  assert.equal(identifierIn('person:anna'), null);
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
