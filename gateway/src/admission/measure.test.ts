import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'graphql';
import { measure } from './measure.ts';

const measured = (query: string) => measure(parse(query));

describe('measure', () => {
  test('counts what a document says', () => {
    assert.deepEqual(measured('{ a: b { c @skip(if: true) d { e } } f }'), {
      depth: 3,
      introspectionDepth: 0,
      selections: 5,
      aliases: 1,
      directives: 1,
      rootFields: 2,
      repeats: 1,
    });
  });

  test('counts directives wherever they stand', () => {
    assert.equal(measured('query ($a: Int @x @y, $b: Int @z) @v { a @w ... @u { b } }').directives, 6);
  });

  test('counts a fragment once per use', () => {
    const { selections, aliases, depth, directives } = measured(
      '{ x { ...F } y { ...F ...F @include(if: true) } } fragment F on T { a: b { c @d } }',
    );
    assert.deepEqual(
      { selections, aliases, depth, directives },
      { selections: 8, aliases: 3, depth: 3, directives: 4 },
    );
  });

  test('counts fragments that double one another exactly, without expanding them', () => {
    const levels = 40;
    const fragments = Array.from({ length: levels }, (_, n) => `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`);
    assert.equal(
      measured(`{ a { ...F0 } } ${fragments.join(' ')} fragment F${levels} on T { b }`).selections,
      2 ** levels + 1,
    );
  });

  test('counts repeats of one response key across fragments, and root fields through them', () => {
    const { repeats, rootFields } = measured(
      '{ a { x ...F ... { x } } ...R } fragment F on T { x y: x } fragment R on Q { a b }',
    );
    assert.deepEqual({ repeats, rootFields }, { repeats: 3, rootFields: 3 });
  });

  test('counts the depth of introspection apart', () => {
    const { depth, introspectionDepth } = measured('{ a { b } __schema { types { fields { name } } } }');
    assert.deepEqual({ depth, introspectionDepth }, { depth: 2, introspectionDepth: 4 });
  });

  test('takes the largest of operations and fragments, used or not', () => {
    const { selections, depth, rootFields } = measured(
      'query A { a b } query B { a { b { c } } } fragment F on T { a b c d }',
    );
    assert.deepEqual({ selections, depth, rootFields }, { selections: 4, depth: 3, rootFields: 2 });
  });

  test('ends on cycles and unknown fragments', () => {
    assert.equal(measured('{ ...A } fragment A on T { a ...B } fragment B on T { b ...A ...Unknown }').selections, 3);
  });
});
