import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assert as property, asyncProperty, integer } from 'fast-check';
import { buildSchema, execute, isObjectType, parse, validate, type ExecutionResult } from 'graphql';

import { compileOperation } from '../src/index.ts';
import { unruly } from './unruly.ts';

const SDL = `
  type Query { a: Node b: Node! list: [Node!] sparse: [Node]! any: Any anys: [Any!]! text: String! echo(of: Input, n: Int = 3): String }
  type Mutation { first: Node second: Node! third: String }
  interface Named { name: String! self: Named }
  type Node implements Named { name: String! self: Named count: Int tags: [String!] grid: [[Int]!] kind: Kind next: Node! other: Node echo(n: Int!): Int }
  type Leaf implements Named { name: String! self: Named size: Float! flag: Boolean id: ID! }
  union Any = Node | Leaf
  enum Kind { ONE TWO }
  input Input { x: Int! = 4, deep: [Input!] }`;
const schema = buildSchema(SDL);

const NODE = '{ name count tags grid kind echo(n: 2) }';
const DOCUMENTS = [
  `{ a ${NODE} b { name } }`,
  '{ list { name next { name count next { tags } } } sparse { name other { kind } } }',
  '{ any { __typename ... on Named { name self { name } } ... on Leaf { size flag id } } anys { ... on Node { count } ... on Leaf { id } } }',
  '{ text echo(of: { deep: [{ x: 1 }] }) again: echo(n: null) __typename }',
  'query ($yes: Boolean!, $no: Boolean = false, $n: Int!) { a @include(if: $yes) { name ...F @skip(if: $no) } b @skip(if: $yes) { name } text @include(if: true) } fragment F on Node { echo(n: $n) self { name ... on Node @include(if: $no) { count } } }',
  'query ($of: Input!) { echo(of: $of) with: echo(of: { x: 2, deep: [$of] }) }',
  'mutation { first { name } second { name next { name } } third again: first { count } }',
  '{ a { __proto__: name constructor: count } __proto__: text }',
  '{ __schema { queryType { name fields { name } } } __type(name: "Node") { kind interfaces { name } } }',
];
const VARIABLES = { yes: true, n: 7, of: { deep: [{}] } };

test('compiled operations answer as graphql-js does, whatever resolvers do', async () => {
  for (const document of DOCUMENTS) assert.deepEqual(validate(schema, parse(document)), [], document);
  await property(
    asyncProperty(integer(), integer({ min: 0, max: DOCUMENTS.length - 1 }), async (seed, index) => {
      const document = parse(DOCUMENTS[index] ?? '');
      const variableValues = { ...VARIABLES, yes: seed % 3 !== 0, no: seed % 5 === 0 };
      const rootValue = unruly(schema, seed);
      const compiled = compileOperation(schema, document, null);
      const expected = await execute({ schema, document, rootValue, variableValues, contextValue: {} });
      // The second time everything is known already.
      for (const time of [1, 2]) {
        const actual = await compiled({ contextValue: {}, rootValue: unruly(schema, seed), variableValues });
        assertAlike(
          actual,
          expected,
          `${DOCUMENTS[index]}, seed ${seed}, time ${time}, ${seed % 2 === 0 ? 'nothing is a promise' : 'promises'}`,
        );
      }
    }),
    { numRuns: 1_500 },
  );
});

test('variables that do not fit are errors without data', async () => {
  const document = parse('query ($n: Int!) { a { echo(n: $n) } }');
  const compiled = compileOperation(schema, document, null);
  for (const variableValues of [{}, { n: 'x' }, { n: null }]) {
    const expected = await execute({ schema, document, variableValues });
    assertAlike(await compiled({ contextValue: {}, variableValues }), expected);
  }
});

test('fields of a mutation run one after the other', async () => {
  const order: string[] = [];
  const step = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, name === 'first' ? 20 : 1));
    order.push(`${name} ends`);
    return { name };
  };
  const rootValue = { first: step('first'), second: step('second') };
  const compiled = compileOperation(schema, parse('mutation { second { name } first { name } }'), null);
  await compiled({ contextValue: {}, rootValue, variableValues: {} });
  assert.deepEqual(order, ['second begins', 'second ends', 'first begins', 'first ends']);
});

test('resolvers are told what graphql-js tells them', async () => {
  const seen: unknown[] = [];
  const own = buildSchema(SDL);
  const query = own.getQueryType();
  assert.ok(isObjectType(query));
  const { echo } = query.getFields();
  assert.ok(echo);
  echo.resolve = (source, given, context, info) =>
    void seen.push(
      structuredClone({
        source,
        given,
        context,
        path: info.path,
        name: info.fieldName,
        variables: info.variableValues,
      }),
    );
  const document = parse('query Named($of: Input) { x: echo(of: $of, n: 1) }');
  const rest = { rootValue: { r: 1 }, contextValue: { c: 1 }, variableValues: { of: {} } };
  await execute({ schema: own, document, ...rest });
  await compileOperation(own, document, 'Named')(rest);
  assert.equal(seen.length, 2);
  assert.deepEqual(JSON.stringify(seen[1]), JSON.stringify(seen[0]));
});

/**
 * Requires equal data and errors. Of resolvers that take their time, which one fails first is chance, so that there only
 * the nulls that errors explain must be the same.
 */
function assertAlike(actual: ExecutionResult, expected: ExecutionResult, message = 'nothing is a promise'): void {
  assert.equal(JSON.stringify(actual.data), JSON.stringify(expected.data), message);
  const [ours, theirs] = [explained(actual), explained(expected)];
  if (message.endsWith('nothing is a promise')) assert.deepEqual(ours, theirs, message);
  else assert.deepEqual([...ours.keys()].toSorted(), [...theirs.keys()].toSorted(), message);
}

/** Errors with their paths, by the path of the null that stands for them. */
function explained({ data, errors = [] }: ExecutionResult): Map<string, Set<string>> {
  const byNull = new Map<string, Set<string>>();
  for (const { path = [], message } of errors) {
    let value: unknown = data;
    let depth = 0;
    for (; value !== null && depth < path.length; depth++)
      value = (value as Record<string, unknown>)[path[depth] ?? ''];
    const at = JSON.stringify(path.slice(0, depth));
    byNull.set(at, (byNull.get(at) ?? new Set()).add(JSON.stringify([path, message])));
  }
  return byNull;
}
