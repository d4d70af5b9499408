import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseNamedPage } from './named-page.ts';

const cursor = (...keys: string[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
const ID = '01900000-0000-7000-8000-000000000000';

test('continues behind a name and an id', () => {
  assert.deepEqual(parseNamedPage({ first: 5, after: cursor('Ada', ID) }), { first: 5, after: ['Ada', ID] });
  assert.deepEqual(parseNamedPage({ first: 5, after: null }), { first: 5, after: null });
});

test('refuses cursors that the database would not understand', () => {
  for (const after of [cursor('Ada', 'x'), cursor('A\0da', ID), cursor('Ada')]) {
    assert.throws(() => parseNamedPage({ first: 5, after }), { code: 'INVALID_INPUT' });
  }
});
