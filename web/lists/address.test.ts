import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedAddress, chosenOf, orderIn, sortParameter, textIn } from './address.ts';

test('an address keeps what a change does not name', () => {
  const before = new URLSearchParams('q=anna&connection=IDLE&connect=7');
  const after = changedAddress(before, { connection: ['CONNECTED', 'IDLE'], q: null, unit: 'u1' });
  assert.equal(after.toString(), 'connection=CONNECTED%2CIDLE&connect=7&unit=u1');
  assert.equal(changedAddress(after, { connection: [], unit: '' }).toString(), 'connect=7');
});

test('values nobody knows are ignored', () => {
  const address = new URLSearchParams('kind=VISITOR,HACKER,EMPLOYEE');
  assert.deepEqual(chosenOf(address, 'kind', ['EMPLOYEE', 'CONTRACTOR', 'VISITOR']), ['EMPLOYEE', 'VISITOR']);
  assert.deepEqual(chosenOf(address, 'connection', ['IDLE']), []);
});

test('a blank text is none', () => {
  assert.equal(textIn(new URLSearchParams('q=%20%20'), 'q'), null);
  assert.equal(textIn(new URLSearchParams('q=%20anna'), 'q'), 'anna');
});

test('an order is written as it is read, and an unknown one is the usual one', () => {
  const fields = ['NAME', 'LAST_HEARD'] as const;
  for (const field of fields) {
    for (const direction of ['ASCENDING', 'DESCENDING'] as const) {
      const sort = sortParameter({ field, direction });
      assert.deepEqual(orderIn(new URLSearchParams({ sort }), fields), { field, direction });
    }
  }
  for (const sort of ['', 'AGE', '-', '--name']) {
    assert.deepEqual(orderIn(new URLSearchParams({ sort }), fields), { field: 'NAME', direction: 'ASCENDING' });
  }
});
