import assert from 'node:assert/strict';
import { test } from 'node:test';

import { effectiveRules, rulesOn, type SetRule } from './effective-rules.ts';
import { FILTER_RULE_NAMES, type FilterRule } from './filter-rule.ts';
import { SWITCHED_OFF } from './filter-setting.ts';
import type { FilterScope } from './scope.ts';

const set = (rule: FilterRule, scope: FilterScope, limit: number | null, isOn = true): SetRule => ({
  rule,
  scope,
  setting: { isOn, limit, attributes: null },
  setAt: 1,
});
const tenant: FilterScope = { kind: 'TENANT' };
const unit = (unitId: string): FilterScope => ({ kind: 'UNIT', unitId });
const crane: FilterScope = { kind: 'TRACKER', trackerId: 'crane' };
const twice = (limits: (number | null)[]) => [limits, limits];
const PATHS = new Map([['crew', ['company', 'crew']]]);

test('has every rule switched off where nobody set any', () => {
  const rules = effectiveRules({ rules: [], paths: new Map() }, { trackerId: 'crane', unitId: null });
  assert.deepEqual(
    rules.map(({ rule }) => rule),
    FILTER_RULE_NAMES,
  );
  for (const { setting, scope } of rules) assert.deepEqual([setting, scope], [SWITCHED_OFF, null]);
});

test('takes each rule from the nearest scope for which it is set, in whatever order they are listed', () => {
  const rules = [
    set('ACCURACY', tenant, 100),
    set('ACCURACY', unit('company'), 50),
    set('ACCURACY', unit('crew'), 20),
    set('PAST', unit('company'), 60),
    set('FUTURE', tenant, 5),
    set('ACCURACY', crane, 10),
  ];
  const limitsOf = (trackerId: string, unitId: string | null) =>
    [rules, rules.toReversed()].map((listed) => {
      const on = rulesOn(effectiveRules({ rules: listed, paths: PATHS }, { trackerId, unitId }), ['one-fix']);
      return ['ACCURACY', 'PAST', 'FUTURE'].map((rule) => on.get(rule as FilterRule)?.setting.limit ?? null);
    });
  assert.deepEqual(limitsOf('crane', 'crew'), twice([10, 60, 5]));
  assert.deepEqual(limitsOf('other', 'crew'), twice([20, 60, 5]));
  assert.deepEqual(limitsOf('other', 'company'), twice([50, 60, 5]), 'of a unit whose path is not known itself');
  assert.deepEqual(limitsOf('other', 'elsewhere'), twice([100, null, 5]));
  assert.deepEqual(limitsOf('other', null), twice([100, null, 5]));
});

test('is off where the nearest scope says so, whatever a wider one says', () => {
  const rules = [set('ZERO', tenant, null), set('ZERO', unit('crew'), null, false)];
  const [zero] = effectiveRules({ rules, paths: PATHS }, { trackerId: 'x', unitId: 'crew' }).filter(
    ({ rule }) => rule === 'ZERO',
  );
  assert.deepEqual([zero?.setting.isOn, zero?.scope], [false, unit('crew')]);
});
