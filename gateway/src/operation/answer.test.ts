import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfig, silentLogger } from '@trekker/kit';
import { buildSchema } from 'graphql';
import { gatewayOptions } from '../config.ts';
import type { DataObject } from '../execute/data.ts';
import type { ExecutionTools } from '../execute/run.ts';
import { createTypeIndex } from '../execute/type-index.ts';
import type { Plan } from '../planner/planner.ts';
import { answerOperation } from './answer.ts';
import { checkOperation } from './checked-operation.ts';
import { NO_COST_RULES } from '../admission/cost-rules.ts';
import { planOperation } from './planned-operation.ts';

const schema = buildSchema(`
  type Query { n: Int list: [Int!] mood: Mood item: Item any: Any flag: Boolean id: ID }
  enum Mood { CALM } type Item { s: String! } union Any = Item
`);

/** Answers a query by a plan of one fetch, whose subgraph says just this. */
async function answered(query: string, data: DataObject | null, plan?: Plan): Promise<string> {
  const fetch = {
    kind: 'fetch' as const,
    subgraph: 'only',
    operation: query,
    operationName: undefined,
    variables: [],
    path: [],
    requires: null,
    inputRewrites: [],
    outputRewrites: [],
    contexts: [],
  };
  const planner = {
    supergraphSchema: schema,
    plan: () => Promise.resolve(plan ?? { root: fetch, source: null }),
  };
  const config = readConfig(gatewayOptions, {});
  const operation = await planOperation(
    checkOperation({ query, operationName: null }, { schema, costs: NO_COST_RULES }, config),
    NOTHING_DECIDED,
    { planner },
  );
  const executor = { name: 'only', execute: () => Promise.resolve({ data }), subscribe: () => assert.fail() };
  const tools: ExecutionTools = {
    subgraphs: new Map([['only', executor]]),
    own: null,
    types: createTypeIndex(schema),
    log: silentLogger,
    subgraphErrors: 'masked',
    observeCall: () => {},
  };
  const signal = new AbortController().signal;
  const caller = { viewer: null, requestId: 'r', clientAddress: undefined, readAfter: undefined, signal };
  return (await answerOperation(tools, { operation, variables: {}, caller })).text;
}

const NOTHING_DECIDED = { conditions: {}, denials: null };

describe('an answer', () => {
  test('is no answer when the planner found no way to what was selected', async () => {
    await assert.rejects(answered('{ n }', {}, { root: null, source: null }), /no way/u);
    assert.equal(await answered('{ __typename }', {}, { root: null, source: null }), '{"data":{"__typename":"Query"}}');
  });

  for (const [what, query, data] of [
    ['a number that is no Int', '{ n }', { n: 1.5 }],
    ['a number beyond Int', '{ n }', { n: 2 ** 31 }],
    ['text for an Int', '{ n }', { n: '1' }],
    ['something else than a list', '{ list }', { list: 1 }],
    ['a list that holds null where it must not', '{ list }', { list: [1, null] }],
    ['a value that is not in the enum', '{ mood }', { mood: 'WILD' }],
    ['a value for an object', '{ item { s } }', { item: 'x' }],
    ['a list for an object', '{ item { s } }', { item: [] }],
    ['an object without what it must have', '{ item { s } }', { item: {} }],
    ['an object that does not tell its type', '{ any { ... on Item { s } } }', { any: { s: 'x' } }],
    ['an object of another type', '{ any { __typename } }', { any: { __typename: 'Query' } }],
    ['text for a Boolean', '{ flag }', { flag: 'true' }],
    ['an object for an ID', '{ id }', { id: {} }],
  ] as const) {
    test(`is null with an error for ${what}`, async () => {
      const [key] = Object.keys(data);
      const { data: told, errors } = JSON.parse(await answered(query, { ...data })) as {
        data: unknown;
        errors: { path: unknown[]; extensions: { code: string } }[];
      };
      assert.deepEqual(told, { [key ?? '']: null });
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.path[0], key);
      assert.equal(errors[0]?.extensions.code, 'INTERNAL');
    });
  }
});
