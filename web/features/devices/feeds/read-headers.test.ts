import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHeaders } from './read-headers.ts';

test('headers are read one a line, and a value may hold colons', () => {
  assert.deepEqual(readHeaders('X-Key:  abc \n\nAuthorization: Basic a:b\n'), {
    headers: [
      { name: 'X-Key', value: 'abc' },
      { name: 'Authorization', value: 'Basic a:b' },
    ],
    badLines: [],
  });
});

test('a line without a colon, or without a name before it, is named by its number', () => {
  assert.deepEqual(readHeaders('X-Key abc\nA: b\n : nobody').badLines, [1, 3]);
});
