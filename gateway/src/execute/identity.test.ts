import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import type { RequiredSelection } from '../planner/planner.ts';
import { identityOf } from './identity.ts';
import { createTypeIndex } from './type-index.ts';

const types = createTypeIndex(
  buildSchema('type Query { a: A } interface N { id: ID } type A implements N { id: ID } type B { id: ID }'),
);
const field = (key: string): RequiredSelection => ({ kind: 'field', key, selections: null });
const requires: RequiredSelection[] = [
  { kind: 'fragment', type: 'N', selections: [field('__typename'), field('a'), field('b')] },
];
const identity = (object: object) => identityOf(object as Record<string, unknown>, requires, types);

describe('an identity', () => {
  test('is equal where all that is required is, whatever else differs', () => {
    assert.equal(identity({ __typename: 'A', a: 'x', b: 1, c: 2 }), identity({ b: 1, a: 'x', __typename: 'A' }));
  });

  test('differs where a value, its type, or where one ends and the next begins does', () => {
    const objects = [
      { __typename: 'A', a: 'x', b: 'y' },
      { __typename: 'A', a: 'xs1:y', b: 'y' },
      { __typename: 'A', a: 'xs', b: '1:y' },
      { __typename: 'A', a: '1', b: 1 },
      { __typename: 'A', a: 1, b: '1' },
      { __typename: 'A', a: 1, b: 11 },
      { __typename: 'A', a: 11, b: 1 },
      { __typename: 'A', a: true, b: 'true' },
    ];
    assert.equal(new Set(objects.map(identity)).size, objects.length);
  });

  test('is for the representation to tell where values are missing, null or no scalars', () => {
    for (const b of [undefined, null, {}, ['x']]) assert.equal(identity({ __typename: 'A', a: 'x', b }), null);
    const nested: RequiredSelection[] = [{ kind: 'field', key: 'a', selections: [field('x')] }];
    assert.equal(identityOf({ a: 'x' }, nested, types), null);
  });

  test('is the same for all that no fragment fits', () => {
    assert.equal(identity({ __typename: 'B', a: 'x', b: 'y' }), identity({ __typename: 'B' }));
  });
});
