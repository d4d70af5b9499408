import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';
import type { CheckedOperation } from './checked-operation.ts';
import { coerceVariables } from './coerce-variables.ts';

/** As much of a checked operation as variables need: one variable of a type that takes anything. */
const operation = {
  schema: buildSchema('scalar Anything type Query { a(any: Anything): Int }'),
  selected: { operation: { variableDefinitions: [] } },
  conditions: new Set<string>(),
  listCost: () => 1,
} as unknown as CheckedOperation;

const coerce = (given: Record<string, unknown>) => coerceVariables(operation, given);

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)];
}

test('variables may hold any characters, at any place', async () => {
  assert.deepEqual({ ...(await coerce({ any: { 'a\u{1f9ff}': ['\u{1f9ff}', '\u0000', nested(50)] } })) }, {});
});

for (const [name, given] of [
  ['a text', { any: '\ud800' }],
  ['a text in a list', { any: ['fine', 'a\udfffb'] }],
  ['a name', { any: { '\ud800': 1 } }],
] as const) {
  test(`half of a surrogate pair in ${name} is refused`, async () => {
    await assert.rejects(coerce(given), isRefusal(/surrogate pair/));
  });
}

test('variables that nest too deep are refused, however deep', async () => {
  let deep: unknown = 'x';
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  await assert.rejects(coerce({ any: deep }), isRefusal(/nest deeper than 64/));
});

test('a variable with a slip of the pen is told no names of ours', async () => {
  const schema = buildSchema('enum Mood { SECRET } type Query { a(mood: Mood): Int }');
  const [definition] = parse('query ($mood: Mood) { a(mood: $mood) }').definitions;
  const asked = { ...operation, schema, selected: { operation: definition } } as unknown as CheckedOperation;
  await assert.rejects(coerceVariables(asked, { mood: 'SECRT' }), isRefusal(/^(?![^]*SECRET)[^]*SECRT/u));
});

function isRefusal(message: RegExp) {
  return (failure: unknown) => {
    assert.ok(failure instanceof RequestRefused);
    const [error] = failure.errors;
    assert.equal(error?.extensions.code, 'INVALID_INPUT');
    assert.match(error?.message ?? '', message);
    return true;
  };
}
