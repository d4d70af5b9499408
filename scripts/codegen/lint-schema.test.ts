import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintSchema } from './lint-schema.ts';

const SOUND = `
  type Query {
    "Things." things("How many." first: Int! = 50, "Behind." after: String): ThingConnection! @requiresScopes(scopes: [["a"]])
  }
  type Mutation { "Adds." addThing("It." input: AddThingInput!): AddThingPayload! @policy(policies: [["b"]]) }
  "A page." type ThingConnection { "All." nodes: [Thing!]! }
  "A thing." type Thing { "Its id." id: ID! "How." kind: Kind! }
  "Kinds." enum Kind { "One." ONE }
  "New." input AddThingInput { "Name." name: String! }
  "Result." type AddThingPayload { "It." thing: Thing }
`;

test('a schema that keeps the house rules has no problem', () => {
  assert.deepEqual(lintSchema(SOUND), []);
});

const PLANTED: [what: string, from: string, to: string, problem: string][] = [
  ['an undescribed type', '"A thing." type', 'type', 'Thing has no description'],
  ['a blank description', '"Its id."', '" "', 'Thing.id has no description'],
  ['an undescribed field', '"How." kind', 'kind', 'Thing.kind has no description'],
  ['an undescribed root field', '"Things." things', 'things', 'Query.things has no description'],
  ['an undescribed argument', '"Behind." after', 'after', 'Query.things(after:) has no description'],
  ['an undescribed value', '"One." ONE', 'ONE', 'Kind.ONE has no description'],
  ['an undescribed input field', '"Name." name', 'name', 'AddThingInput.name has no description'],
  [
    'a root field without permission',
    '@policy(policies: [["b"]])',
    '@deprecated',
    'Mutation.addThing names no permission: add @requiresScopes or @policy',
  ],
  [
    'a page without limit',
    'first: Int! = 50',
    'first: Int',
    'Query.things returns a connection and must take first: Int! with a default of 1 to 500',
  ],
  [
    'a page that is too large',
    'first: Int! = 50',
    'first: Int! = 501',
    'Query.things returns a connection and must take first: Int! with a default of 1 to 500',
  ],
  ['another cursor', 'after: String', 'after: Int', 'Query.things returns a connection and must take after: String'],
  [
    'another payload',
    'AddThingPayload! @',
    'Thing! @',
    'Mutation.addThing must take input: AddThingInput! alone and return AddThingPayload!',
  ],
];

for (const [what, from, to, problem] of PLANTED) {
  test(`${what} is a problem`, () => {
    assert.ok(SOUND.includes(from));
    assert.deepEqual(lintSchema(SOUND.replace(from, to)), [problem]);
  });
}
