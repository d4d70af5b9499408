import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { selectOperation } from '../document/select-operation.ts';
import { NO_COST_RULES } from './cost-rules.ts';
import { compileListCost } from './list-cost.ts';

const schema = buildSchema(`
  type Query { people(first: Int! = 50): People! plain: [Person!]! page(limit: Int, last: Int): [Person!]! node: Node }
  type People { nodes: [Person!]! edges: [Edge!]! count: Int }
  type Edge { node: Person! }
  interface Node { id: ID! }
  type Person implements Node { id: ID! friends: [Person!]! page(first: Int): [Person!]! }
`);

function cost(query: string, variables: Record<string, unknown> = {}): number {
  return compileListCost({ schema, costs: NO_COST_RULES }, selectOperation(parse(query), null), 10)(variables);
}

describe('the cost of an answer', () => {
  for (const [what, query, variables, expected] of [
    ['counts fields', '{ node { id } }', {}, 2],
    ['multiplies by a literal size', '{ page(limit: 7) { id } }', {}, 8],
    ['multiplies by the size in a variable', 'query ($n: Int!) { page(limit: $n) { id } }', { n: 300 }, 301],
    ['multiplies by the default of an argument', '{ people { nodes { id } } }', {}, 1 + (1 + 50)],
    ['takes an absent variable for the default', 'query ($n: Int!) { people(first: $n) { nodes { id } } }', {}, 52],
    [
      'counts the size of a connection for the lists below it',
      '{ people(first: 3) { edges { node { id } } count } }',
      {},
      1 + (1 + 3 * 2) + 1,
    ],
    [
      'does not hand that size on to lists further down',
      '{ people(first: 3) { nodes { friends { id } } } }',
      {},
      1 + 1 + 3 * (1 + 10),
    ],
    ['assumes a length where none is given', '{ plain { id } }', {}, 11],
    ['multiplies nested sizes', '{ page(limit: 100) { page(first: 100) { id } } }', {}, 1 + 100 * (1 + 100)],
    ['takes the larger of two sizes', '{ page(limit: 2, last: 5) { id } }', {}, 6],
    ['counts fragments once per use', '{ node { ...F ... on Person { ...F } } } fragment F on Node { id }', {}, 3],
    ['counts introspection by its fields alone', '{ __schema { types { name } } }', {}, 3],
  ] as const) {
    test(what, () => assert.equal(cost(query, variables), expected));
  }
});
