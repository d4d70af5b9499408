import assert from 'node:assert/strict';
import { test } from 'node:test';

import { batchParts, bodyOfParts } from './batch-parts.ts';

test('takes a batch apart in either form', () => {
  assert.deepEqual(batchParts('\uFEFF{"positions":[{"a":1},2]}'), ['{"a":1}', '2']);
  assert.deepEqual(batchParts('{"a":1}\n\n{"b":2}\nno json\n'), ['{"a":1}', '{"b":2}', 'no json']);
  assert.deepEqual(batchParts('{"a":1}'), ['{"a":1}']);
});

test('puts parts together as far as there is room', () => {
  assert.equal(bodyOfParts(['{"a":1}', '{"b":2}', '{"c":3}'], 15), '{"a":1}\n{"b":2}');
  assert.equal(bodyOfParts(['{"long":1}', '{}'], 3), '{"long":1}');
  assert.equal(bodyOfParts([], 3), '');
});
