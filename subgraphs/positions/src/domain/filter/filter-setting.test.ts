import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FILTER_RULE_NAMES, formOf, type FilterRule } from './filter-rule.ts';
import { settingProblem, SWITCHED_OFF, type FilterSetting } from './filter-setting.ts';

const on = (changes: Partial<FilterSetting> = {}): FilterSetting => ({ ...SWITCHED_OFF, isOn: true, ...changes });

test('takes every rule off, and on with what it takes at both ends of its range', () => {
  for (const rule of FILTER_RULE_NAMES) {
    const { takes, least = 0, most = 0 } = formOf(rule);
    assert.equal(settingProblem(rule, SWITCHED_OFF), null);
    const limits = takes === 'limit' ? [least, most] : [null];
    const attributes = takes === 'attributes' ? ['alarm'] : null;
    for (const limit of limits) assert.equal(settingProblem(rule, on({ limit, attributes })), null, rule);
  }
});

test('says which field of a setting is wrong, what was expected and what it got', () => {
  const cases: [FilterRule, FilterSetting, string, string][] = [
    ['ACCURACY', on(), 'limit', 'must be 0 to 1000000 m with ACCURACY, got null'],
    ['ACCURACY', on({ limit: -1 }), 'limit', 'must be 0 to 1000000 m with ACCURACY, got -1'],
    ['FUTURE', on({ limit: 301 }), 'limit', 'must be 0 to 300 s with FUTURE, got 301'],
    ['DAILY_LIMIT', on({ limit: 1.5 }), 'limit', 'must be a whole number from 1 to 1000000 with DAILY_LIMIT, got 1.5'],
    ['ZERO', on({ limit: 1 }), 'limit', 'must be absent with ZERO, got 1'],
    ['ACCURACY', { ...SWITCHED_OFF, limit: 5 }, 'limit', 'must be absent where ACCURACY is off, got 5'],
    ['ZERO', on({ attributes: ['a'] }), 'attributes', 'must be absent with ZERO, got ["a"]'],
    ['SKIP_ATTRIBUTES', on(), 'attributes', 'must be 1 to 50 names with SKIP_ATTRIBUTES, got none'],
    ['SKIP_ATTRIBUTES', on({ attributes: [] }), 'attributes', 'must be 1 to 50 names with SKIP_ATTRIBUTES, got 0'],
    [
      'SKIP_ATTRIBUTES',
      on({ attributes: ['alarm', ''] }),
      'attributes',
      'must be names of 1 to 100 characters without control characters, got ""',
    ],
  ];
  for (const [rule, setting, field, message] of cases) {
    const problem = settingProblem(rule, setting);
    assert.deepEqual([problem?.field, problem?.message], [field, message]);
  }
});

test('a limit that does not fit says which bound it breaks', () => {
  const broken = (rule: FilterRule, limit: number) => settingProblem(rule, on({ limit }))?.broken;
  assert.deepEqual(broken('ACCURACY', -1), { rule: 'MINIMUM', limit: 0 });
  assert.deepEqual(broken('FUTURE', 301), { rule: 'MAXIMUM', limit: 300 });
  assert.deepEqual(broken('DAILY_LIMIT', 1.5), { rule: 'WHOLE_NUMBER' });
});
