import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHeaders } from './read-headers.ts';

test('headers are read one a line, and a value may hold colons', () => {
  assert.deepEqual(readHeaders('X-Key:  abc \n\nAuthorization: Basic a:b\nnonsense\n: nobody'), [
    { name: 'X-Key', value: 'abc' },
    { name: 'Authorization', value: 'Basic a:b' },
  ]);
});
