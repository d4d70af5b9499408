import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { composeServices } from '@apollo/composition';
import { buildSchema, parse } from 'graphql';
import { selectOperation } from '../document/select-operation.ts';
import { readCostRules } from './cost-rules.ts';
import { compileListCost } from './list-cost.ts';

const SDL = `
  type Query {
    plain: Int
    dear(deep: Int @cost(weight: 7)): Int @cost(weight: 20)
    things: [Thing!] @listSize(assumedSize: 5)
    some(first: Int, last: Int): [Thing!] @listSize(slicingArguments: ["first", "last"])
    loose(first: Int, size: Int, input: Page): [Thing!] @listSize(
      slicingArguments: ["first", "size"], assumedSize: 4, requireOneSlicingArgument: false)
    page(first: Int! = 3): Page1 @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    byIds(ids: [ID!]!): [Thing!]
    colour: Colour
    find(by: Search, all: [Search!], near: Float @cost(weight: 4)): Int
  }
  input Page { size: Int }
  input Search { name: String @cost(weight: 5) id: ID and: Search any: [Search!] @cost(weight: 1) }
  type Page1 { edges: [Thing!] others: [Thing!] }
  type Thing @cost(weight: 2) { id: ID name: String }
  enum Colour @cost(weight: 3) { RED }`;

for (const [name, imports] of [
  ['imported', '["@cost", "@listSize"]'],
  ['renamed', '[{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@length" }]'],
] as const) {
  const renamed = name === 'renamed' ? SDL.replaceAll('@cost', '@price').replaceAll('@listSize', '@length') : SDL;
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})`;
  const { supergraphSdl = '', errors } = composeServices([
    { name: 'a', url: 'http://a.invalid', typeDefs: parse(link + renamed) },
  ]);
  assert.equal(errors, undefined);
  // Other compositions let a size lie inside an input object.
  const sdl = supergraphSdl.replace('["first", "size"]', '["first", "input.size"]');
  const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  const cost = (query: string, variables: Record<string, unknown> = {}) =>
    compileListCost({ schema, costs: readCostRules(schema) }, selectOperation(parse(query), null), 10)(variables);

  describe(`what a supergraph says of costs, ${name}`, () => {
    for (const [query, variables, expected] of [
      ['{ plain }', {}, 1],
      ['{ dear }', {}, 20],
      ['{ dear(deep: 1) }', {}, 27],
      ['{ colour }', {}, 1 + 3],
      ['{ find(near: 1.5) }', {}, 1 + 4],
      ['{ find(by: { id: 1 }) }', {}, 1],
      ['{ find(by: { name: "a", and: { name: "b" } }) }', {}, 1 + 5 + 5],
      ['{ find(by: { any: [{ name: "a" }, { id: 2 }, { name: "c" }] }) }', {}, 1 + 1 + 5 + 5],
      ['query ($s: Search) { find(by: $s) }', { s: { name: 'a', and: { any: [] } } }, 1 + 5 + 1],
      ['query ($n: String) { find(by: { name: $n }) }', { n: 'a' }, 1 + 5],
      ['query ($l: [Search!]) { find(all: $l, near: 1) }', { l: [{ name: 'a' }, { name: 'b' }] }, 1 + 5 + 5 + 4],
      ['query ($s: Search) { find(by: $s) }', {}, 1],
      ['{ things { id } }', {}, 1 + 5 * (2 + 1)],
      ['{ some(first: 7) { id } }', {}, 1 + 7 * 3],
      ['query ($n: Int) { some(last: $n) { id name } }', { n: 100 }, 1 + 100 * 4],
      ['{ loose { id } }', {}, 1 + 4 * 3],
      ['query ($p: Page) { loose(input: $p) { id } }', { p: { size: 9 } }, 1 + 9 * 3],
      ['query ($n: Int) { loose(input: { size: $n }) { id } }', { n: 6 }, 1 + 6 * 3],
      ['{ page(first: 50) { edges { id } others { id } } }', {}, 1 + (1 + 50 * 3) + (1 + 10 * 3)],
      ['query ($ids: [ID!]!) { byIds(ids: $ids) { id } }', { ids: ['1', '2', '3'] }, 1 + 3 * 3],
    ] as const) {
      test(`comes to ${expected} for ${query}`, () => assert.equal(cost(query, variables), expected));
    }

    test('refuses a list whose size nothing or too much tells', () => {
      assert.throws(() => cost('{ some { id } }'), /exactly one of the arguments first, last/u);
      assert.throws(() => cost('{ some(first: 1, last: 2) { id } }'), /exactly one/u);
      assert.throws(() => cost('{ some(first: null) { id } }'), /exactly one/u);
    });
  });
}
