import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INPUT_RULES } from '../packages/kit/src/subgraph/input-rule.ts';
import { USER_ERROR_CODES } from '../packages/kit/src/subgraph/user-error-code.ts';
import en from '../web/messages/en.json' with { type: 'json' };

const { codes, rules } = en.refusals;

test('the screens have a sentence for every code that a userError may have, and for no other', () => {
  const said = USER_ERROR_CODES.filter((code) => code !== 'INVALID');
  assert.deepEqual(Object.keys(codes).toSorted(), said.toSorted());
});

test('the screens have a sentence for every rule that an invalid field may break, and for no other', () => {
  assert.deepEqual(Object.keys(rules).toSorted(), INPUT_RULES.toSorted());
});
