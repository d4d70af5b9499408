import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema, parse, print, stripIgnoredCharacters } from 'graphql';
import { selectOperation } from '../document/select-operation.ts';
import { preAlias } from './pre-alias.ts';

const schema = buildSchema('type Query { a: Query b(x: Int, y: Int): Query _a1: Int id: ID }');

function planned(query: string) {
  const aliased = preAlias(schema, selectOperation(parse(query), null));
  return { ...aliased, text: stripIgnoredCharacters(print(aliased.document)) };
}

describe('pre-aliasing', () => {
  test('leaves plain fields alone', () => assert.equal(planned('{ a { id } }').text, '{a{id}}'));

  test('gives fields with an alias, or that may have arguments, a key that no field of the schema starts with', () => {
    assert.equal(planned('{ x: id b { id } }').text, '{__a0:id __a1:b{id}}');
  });

  test('keeps fields together that must merge and apart that must not', () => {
    const { text } = planned('{ a { x: id } a { x: id } b(x: 1, y: 2) { id } b(y: 2, x: 1) { id } c: b(x: 1) { id } }');
    assert.equal(text, '{a{__a0:id}a{__a0:id}__a1:b(x:1 y:2){id}__a1:b(y:2 x:1){id}__a2:b(x:1){id}}');
  });

  test('finds the way back', () => {
    const { responseKeyOf } = planned('{ x: id }');
    assert.equal(responseKeyOf('__a0'), 'x');
    assert.equal(responseKeyOf('id'), 'id');
  });

  test('cuts introspection out and strips the alias of __typename', () => {
    assert.equal(planned('{ s: __schema { types { name } } t: __typename }').text, '{__typename}');
    assert.equal(planned('{ ... on Query { __type(name: "X") { name } } }').text, '{...on Query{__typename}}');
  });

  test('renames variables that the planner would take for its own', () => {
    const query =
      'query ($representations: Int, $v_representations: Int) { b(x: $representations, y: $v_representations) { id } }';
    const { text, renameVariables } = planned(query);
    assert.match(text, /\$v_v_representations:Int\$v_representations:Int/u);
    assert.deepEqual(renameVariables({ representations: 1, v_representations: 2 }), {
      v_v_representations: 1,
      v_representations: 2,
    });
  });
});
