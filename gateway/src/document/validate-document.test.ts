import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';
import { validateDocument } from './validate-document.ts';

const schema = buildSchema('type Query { name: String people: Int }');

test('a document with many faults is answered with few, and without names that would fit', () => {
  const fields = Array.from({ length: 1_000 }, (_, index) => `a${index}: nam`).join(' ');
  assert.throws(
    () => validateDocument(schema, parse(`{ ${fields} }`)),
    (refusal: unknown) => {
      assert.ok(refusal instanceof RequestRefused);
      assert.equal(refusal.errors.length, 5);
      for (const { message } of refusal.errors) assert.doesNotMatch(message, /did you mean/i);
      return true;
    },
  );
});
