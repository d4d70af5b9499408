import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';
import { admit } from './admit.ts';

const limits = { maxDepth: 3, maxSelections: 8, maxAliases: 2, maxRootFields: 3, maxRepeats: 2, maxDirectives: 1 };
const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');

describe('admission', () => {
  for (const [what, query] of [
    ['depth', '{ a { b { c { d } } } }'],
    ['selections', '{ a { b c d e f g h i } }'],
    ['selections', '{ a { ...F ...F } } fragment F on T { b { c d e } }'],
    ['aliases', '{ x: a { y: b z: b } }'],
    ['root fields', '{ a b c d }'],
    ['root fields', '{ __typename x: __typename y: __typename a }'],
    ['repeats', '{ a { b b b } }'],
    ['directives', '{ a @x @y }'],
    ['introspection depth', `{ __schema { ${times(21, 'a {')} b ${times(21, '}')} } }`],
  ] as const) {
    test(`refuses ${query.slice(0, 40)} for its ${what}`, () => {
      assert.throws(
        () =>
          admit(parse(query), {
            ...limits,
            ...(what.startsWith('intro') ? { maxSelections: 100 } : {}),
          }),
        (error) =>
          error instanceof RequestRefused &&
          error.errors[0]?.extensions.code === 'QUERY_TOO_COMPLEX' &&
          error.message.startsWith(`the query has ${what}`),
      );
    });
  }

  test('lets through what just fits', () => {
    admit(parse('{ x: a { y: b { c } } a @z { b b } __typename }'), limits);
  });
});
