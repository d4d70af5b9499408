import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import type { RequiredSelection } from '../planner/planner.ts';
import { Identities } from './identity.ts';
import { createTypeIndex } from './type-index.ts';

const types = createTypeIndex(
  buildSchema('type Query { a: A } interface N { id: ID } type A implements N { id: ID } type B { id: ID }'),
);
const field = (key: string): RequiredSelection => ({ kind: 'field', key, selections: null });
const ofBoth: RequiredSelection[] = [
  { kind: 'fragment', type: 'N', selections: [field('__typename'), field('a'), field('b')] },
];
const ofOne: RequiredSelection[] = [{ kind: 'fragment', type: 'N', selections: [field('__typename'), field('a')] }];

/** The objects that count as the first of them. */
function alike(requires: readonly RequiredSelection[], objects: readonly object[]): number[] {
  const identities = new Identities(requires, types);
  const [first, ...others] = objects as Record<string, unknown>[];
  if (first) identities.note(first, 7);
  return others.flatMap((object, index) => (identities.indexOf(object) === 7 ? [index + 1] : []));
}

describe('an identity', () => {
  test('is equal where all that is required is, whatever else differs', () => {
    const objects = [
      { __typename: 'A', a: 'x', b: 1, c: 2 },
      { b: 1, a: 'x', __typename: 'A' },
    ];
    assert.deepEqual(alike(ofBoth, objects), [1]);
    assert.deepEqual(alike(ofOne, objects), [1]);
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
      { __typename: 'B', a: 'x', b: 'y' },
    ];
    for (const object of objects) {
      const others = objects.filter((other) => other !== object);
      assert.deepEqual(alike(ofBoth, [object, ...others]), [], JSON.stringify(object));
    }
  });

  test('differs between one value as text and as a number', () => {
    assert.deepEqual(
      alike(ofOne, [
        { __typename: 'A', a: '1' },
        { __typename: 'A', a: 1 },
      ]),
      [],
    );
    assert.deepEqual(
      alike(ofOne, [
        { __typename: 'A', a: 'x' },
        { __typename: 'B', a: 'x' },
      ]),
      [],
    );
  });

  test('is for the representation to tell where values are missing, null or no scalars', () => {
    for (const b of [undefined, null, {}, ['x']]) {
      const objects = [
        { __typename: 'A', a: 'x', b },
        { __typename: 'A', a: 'x', b },
      ];
      assert.deepEqual(alike(ofBoth, objects), []);
    }
    for (const a of [undefined, null, {}])
      assert.deepEqual(
        alike(ofOne, [
          { __typename: 'A', a },
          { __typename: 'A', a },
        ]),
        [],
      );
    const nested: RequiredSelection[] = [{ kind: 'field', key: 'a', selections: [field('x')] }];
    assert.deepEqual(alike(nested, [{ a: 'x' }, { a: 'x' }]), []);
  });

  test('is the same for all of a type that no fragment fits', () => {
    assert.deepEqual(alike(ofBoth, [{ __typename: 'B', a: 'x', b: 'y' }, { __typename: 'B' }]), [1]);
  });
});
