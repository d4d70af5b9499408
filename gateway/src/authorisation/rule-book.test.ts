import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema, isObjectType } from 'graphql';
import { readRuleBook } from './rule-book.ts';

const HEAD = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@needs" }])
  { query: Query }`;

function rulesOf(sdl: string, coordinate: string, types = true): unknown[] {
  const schema = buildSchema(`${HEAD} ${sdl}`, { assumeValid: true, assumeValidSDL: true });
  const [type = '', field = ''] = coordinate.split('.');
  const object = schema.getType(type);
  assert.ok(isObjectType(object));
  return readRuleBook(schema, { types })
    .rulesFor(object, field)
    .map(({ rule }) => ('anyOf' in rule ? rule.anyOf : rule.kind));
}

const A = [['a']];

describe('the rules of a field', () => {
  test('are those of what it takes from the context it stands in', () => {
    const sdl = `
      type Query { tenant: Tenant }
      type Tenant @context(name: "s__tenant") { key: String @needs(scopes: [["a"]]) item: Item }
      type Item { price: Int @join__field(graph: S, contextArguments: [
        { context: "s__tenant", name: "key", type: "String", selection: "{ key }" }]) }`;
    assert.deepEqual(rulesOf(sdl, 'Item.price'), [A]);
  });

  test('are those of what it requires, behind lists, fragments and further requirements', () => {
    const sdl = `
      interface Thing { name: String }
      type Box implements Thing { name: String @needs(scopes: [["a"]]) }
      type Query { item: Item }
      type Item {
        thing: Thing
        sum: Int @join__field(graph: S, requires: "thing { ... on Box { name } }")
        all: Int @join__field(graph: T, requires: "sum")
        again: Int @join__field(graph: S, requires: "again thing { name }") }`;
    for (const field of ['sum', 'all', 'again']) assert.deepEqual(rulesOf(sdl, `Item.${field}`), [A], field);
    assert.deepEqual(rulesOf(sdl, 'Item.thing'), []);
  });

  test('are its own alone where rules on types do not count', () => {
    const sdl = `enum E @needs(scopes: [["a"]]) { X } type Query @needs(scopes: [["a"]]) { e: E f: E @needs(scopes: [["b"]]) }`;
    assert.deepEqual(rulesOf(sdl, 'Query.e', false), []);
    assert.deepEqual(rulesOf(sdl, 'Query.f', false), [[['b']]]);
    assert.deepEqual(rulesOf(sdl, 'Query.e'), [A]);
  });
});
