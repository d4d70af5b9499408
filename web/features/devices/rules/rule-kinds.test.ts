import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, RULES, settingOf, type RuleKind } from './rule-kinds.ts';

const kind = (rule: string): RuleKind => {
  const found = RULES.find((each) => each.rule === rule);
  assert.ok(found, rule);
  return found;
};

test('every rule of the API is explained, each once', () => {
  assert.equal(RULES.length, 15);
  assert.equal(new Set(RULES.map(({ rule }) => rule)).size, 15);
});

test('what is set comes back from a form as it was', () => {
  for (const [rule, set] of [
    ['ZERO', { isOn: true }],
    ['ACCURACY', { isOn: true, limit: 12.5 }],
    ['SKIP_ATTRIBUTES', { isOn: true, attributes: ['ignition', 'alarm'] }],
    ['PAST', { isOn: false }],
  ] as const) {
    assert.deepEqual(settingOf(kind(rule), draftOf(kind(rule), set)), set);
  }
});

test('what is not set stays so, and offers what is usual', () => {
  assert.deepEqual(draftOf(kind('FUTURE'), undefined), { state: 'inherit', value: '60' });
  assert.equal(settingOf(kind('FUTURE'), { state: 'inherit', value: '60' }), null);
});
