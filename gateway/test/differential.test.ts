import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { createApolloPlanner } from '../src/planner/apollo-planner.ts';
import { testEngine, type Response, type TestEngine } from './engine-harness.ts';
import { QueryWriter } from './random-query.ts';
import { createOracle } from './world/oracle.ts';
import { supergraphSdl } from './world/world.ts';

/** Loose enough that no random query is refused for its size. */
const LOOSE = {
  maxAliases: 10_000,
  maxDepth: 100,
  maxDirectives: 1_000,
  maxListCost: 100_000_000,
  maxRepeats: 1_000,
  maxRootFields: 1_000,
  maxSelections: 100_000,
  maxTokens: 100_000,
};
const QUERIES = 400;

describe('random queries', () => {
  let ours: TestEngine;
  let stock: TestEngine;
  before(async () => {
    ours = await testEngine(LOOSE, { authority: null });
    stock = await testEngine({ ...LOOSE, executor: 'stock' }, { authority: null });
  });
  after(async () => {
    await ours.engine.stop();
    await stock.engine.stop();
  });

  test('are answered as by one schema over the same rows, key order included', async () => {
    const schema = buildSchema(createApolloPlanner(supergraphSdl).apiSchemaSdl);
    const oracle = createOracle(schema);
    let compared = 0;
    for (let seed = 1; seed <= QUERIES; seed++) {
      const { query, variables } = new QueryWriter(schema, { seed, clashes: true }).write();
      if (validate(schema, parse(query)).length > 0) continue;
      const [answer, expected] = await Promise.all([ours.ask(query, variables), oracle(query, variables)]);
      const message = `seed ${seed}: ${query}`;
      assert.equal(JSON.stringify(answer.data), JSON.stringify(expected.data), message);
      assert.equal(answer.errors !== undefined, expected.errors !== undefined, message);
      // An error has no path when the null of another one swallowed its place.
      for (const { path } of answer.errors ?? []) assert.ok(!path || leadsToNull(answer.data, path), message);
      compared += 1;
    }
    assert.ok(compared > QUERIES * 0.6, `only ${compared} of ${QUERIES} random queries were valid`);
  });

  test('are answered as by the stock executor where it is right', async () => {
    const schema = buildSchema(createApolloPlanner(supergraphSdl).apiSchemaSdl);
    let compared = 0;
    for (let seed = 1_000; seed < 1_060; seed++) {
      const { query, variables } = new QueryWriter(schema, { seed, clashes: false }).write();
      // Stock mixes up arguments of required fields with the caller's; those are for the oracle.
      if (validate(schema, parse(query)).length > 0 || /score|comments/u.test(query)) continue;
      const [answer, expected] = await Promise.all([ours.ask(query, variables), stock.ask(query, variables)]);
      assert.deepEqual(sorted(answer.data), sorted(expected.data), `seed ${seed}: ${query}`);
      compared += 1;
    }
    assert.ok(compared >= 15, `only ${compared} queries were compared`);
  });
});

function leadsToNull(data: Response['data'], path: readonly (string | number)[]): boolean {
  let value: unknown = data;
  for (const step of path) {
    if (value === null) return true;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
