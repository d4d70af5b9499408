import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assert as forAll, asyncProperty, integer } from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { createApolloPlanner } from '../src/planner/apollo-planner.ts';
import { testEngine, type TestEngine } from './engine-harness.ts';
import { QueryWriter } from './random-query.ts';
import { openSite, type Site } from './standalone/standalone-harness.ts';
import { WorldEvents } from './world/context.ts';
import { createOracle } from './world/oracle.ts';
import { modules, supergraphSdl } from './world/world.ts';

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
const RUNS = 400;

describe('random operations', () => {
  let ours: TestEngine;
  let stock: TestEngine;
  let overHttp: Site;
  before(async () => {
    ours = await testEngine(LOOSE, { authority: null });
    stock = await testEngine({ ...LOOSE, executor: 'stock' }, { authority: null });
    const context = { request: { viewer: null }, events: new WorldEvents(), wrote: {} };
    const served = modules.map((module) => ({ ...module, context }));
    overHttp = await openSite(served, { ...LOOSE, authorisation: 'subgraphs', subgraphErrors: 'masked' });
  });
  after(async () => {
    await ours.engine.stop();
    await stock.engine.stop();
    await overHttp[Symbol.asyncDispose]();
  });

  for (const kind of ['query', 'mutation'] as const) {
    test(`of kind ${kind} are answered alike in-process, over HTTP and by one schema over the same rows, key order and errors included`, async () => {
      const schema = buildSchema(createApolloPlanner(supergraphSdl).apiSchemaSdl);
      const oracle = createOracle(schema);
      let compared = 0;
      const property = asyncProperty(integer({ min: 1 }), async (seed) => {
        const { query, variables } = new QueryWriter(schema, { seed, clashes: true }).write(kind);
        if (validate(schema, parse(query)).length > 0) return;
        const [inProcess, served, alone] = await Promise.all([
          ours.ask(query, variables),
          overHttp.ask(query, variables),
          oracle(query, variables),
        ]);
        assert.equal(JSON.stringify(inProcess.data), JSON.stringify(alone.data), query);
        assert.equal(JSON.stringify(served.data), JSON.stringify(alone.data), query);
        assert.deepEqual(pathsOf(served.errors), pathsOf(inProcess.errors), query);
        assert.deepEqual(nullsOf(inProcess), nullsOf(alone), query);
        compared += 1;
      });
      await forAll(property, { numRuns: RUNS });
      assert.ok(compared > RUNS * 0.4, `only ${compared} of ${RUNS} random operations were valid`);
    });
  }

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

type Errors = readonly { readonly path?: readonly (string | number)[] | undefined }[];

function pathsOf(errors: Errors = []): string[] {
  return errors.map(({ path }) => JSON.stringify(path)).toSorted();
}

/** The nulls of an answer that errors explain; an error has none when the null of another one swallowed its place. */
function nullsOf({ data, errors = [] }: { readonly data?: unknown; readonly errors?: Errors }): string[] {
  const nulls = errors.flatMap(({ path }) => (path ? [JSON.stringify(pathToNull(data, path))] : []));
  return [...new Set(nulls)].toSorted();
}

function pathToNull(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [depth, step] of path.entries()) {
    if (value === null) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[step];
  }
  assert.equal(value, null, `${JSON.stringify(path)} is the path of an error and not null`);
  return path;
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
