import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, email, minLength, number, object, pipe, regex, string } from 'valibot';

import { checkRule, INPUT_RULES } from './input-rule.ts';
import { instantInput } from './inputs.ts';
import { parseInput, ruleBroken, userError, withParams, type UserError } from './user-error.ts';

const schema = object({
  name: pipe(string(), minLength(3, 'at least 3'), regex(/^[a-z]*$/, 'a to z')),
  list: pipe(array(string()), minLength(1, 'at least one')),
  mail: pipe(string(), email('an address')),
  at: instantInput,
  size: pipe(
    number(),
    checkRule(
      { rule: 'BYTES', limit: 4 },
      (size: number) => size <= 4,
      ({ input }) => `at most 4, got ${input}`,
    ),
  ),
});
const GOOD = { name: 'abc', list: ['a'], mail: 'a@example.org', at: Date.UTC(2026, 0), size: 4 };

function problemsOf(change: object): UserError[] {
  const parsed = parseInput(schema, { ...GOOD, ...change });
  return parsed.ok ? [] : parsed.userErrors;
}

function valuesOf({ params }: UserError): Record<string, string> {
  return Object.fromEntries(params.map(({ name, value }) => [name, value]));
}

test('input that keeps every rule is taken', () => {
  assert.deepEqual(problemsOf({}), []);
});

test('a field that breaks a rule names the rule and its limit, of lists another than of texts', () => {
  const [short, empty] = [problemsOf({ name: 'ab' }), problemsOf({ list: [] })];
  assert.deepEqual([short[0]?.field, short[0]?.code, short[0]?.message], [['input', 'name'], 'INVALID', 'at least 3']);
  assert.deepEqual([short.map(valuesOf)[0]?.['rule'], short.map(valuesOf)[0]?.['limit']], ['MIN_CHARACTERS', '3']);
  assert.deepEqual([empty.map(valuesOf)[0]?.['rule'], empty.map(valuesOf)[0]?.['limit']], ['MIN_ITEMS', '1']);
});

test('rules without a number have no limit', () => {
  const rules = [{ name: 'ABC' }, { mail: 'nobody' }, { at: 0 }].map((change) => problemsOf(change).map(valuesOf)[0]);
  assert.deepEqual(
    rules.map((values) => [values?.['rule'], values?.['limit']]),
    [
      ['CHARACTERS', undefined],
      ['EMAIL', undefined],
      ['INSTANT', undefined],
    ],
  );
});

test('a check of its own names its rule, its limit and the value', () => {
  const [problem] = problemsOf({ size: 5 });
  assert.equal(problem?.message, 'at most 4, got 5');
  assert.deepEqual([problem && valuesOf(problem)['rule'], problem && valuesOf(problem)['limit']], ['BYTES', '4']);
});

test('a field of a wrong type names no rule', () => {
  const [problem] = problemsOf({ name: null });
  assert.equal(problem?.code, 'INVALID');
  assert.ok(problem && !INPUT_RULES.some((rule) => valuesOf(problem)['rule'] === rule));
});

test('values become texts, and what there is none of is left out', () => {
  const problem = withParams(userError('name', 'TOO_MANY', 'too many'), { maximum: 3, feature: null });
  assert.deepEqual(problem.params, [{ name: 'maximum', value: '3' }]);
  const broken = ruleBroken('to', { rule: 'NOT_BEFORE', limit: '2026-01-01T00:00:00.000Z' }, 'later');
  assert.deepEqual(valuesOf(broken), { rule: 'NOT_BEFORE', limit: '2026-01-01T00:00:00.000Z' });
});
