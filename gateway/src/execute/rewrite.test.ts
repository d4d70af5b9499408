import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import { applyRewrites } from './rewrite.ts';
import { createTypeIndex } from './type-index.ts';

const types = createTypeIndex(
  buildSchema('interface I { a: Int } type T implements I { a: Int } type U { a: Int } type Query { i: I u: U }'),
);

describe('rewrites', () => {
  test('set and rename values at every place their path leads to', () => {
    const value = { list: [{ __typename: 'T', x: 1 }, { __typename: 'U', x: 2 }, null, { x: 3 }] };
    applyRewrites(
      [
        { kind: 'rename', path: ['list', '... on I', 'x'], to: 'y' },
        { kind: 'set', path: ['list', '... on U', '__typename'], value: 'I' },
      ],
      value,
      types,
    );
    // An object that does not tell its type is taken to fit.
    assert.deepEqual(value, {
      list: [{ __typename: 'T', y: 1 }, { __typename: 'I', x: 2 }, null, { y: 3, __typename: 'I' }],
    });
  });

  test('leave alone what is not there', () => {
    const value = { a: null };
    applyRewrites([{ kind: 'rename', path: ['a', 'b', 'c'], to: 'd' }], value, types);
    applyRewrites([{ kind: 'rename', path: ['x'], to: 'y' }], value, types);
    assert.deepEqual(value, { a: null });
  });
});
