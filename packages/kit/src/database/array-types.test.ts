import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readArray, writeArray } from './array-types.ts';

const CASES: readonly (readonly [text: string, elements: unknown[]])[] = [
  ['{}', []],
  ['{"a","b c"}', ['a', 'b c']],
  ['{"",null,"null","NULL"}', ['', null, 'null', 'NULL']],
  [String.raw`{"a \"b\" \\ {c, d}"}`, ['a "b" \\ {c, d}']],
  ['{"two\nlines"}', ['two\nlines']],
  [
    '{{"1","2"},{"3",null}}',
    [
      ['1', '2'],
      ['3', null],
    ],
  ],
];

for (const [text, elements] of CASES) {
  test(`writes ${text} and reads it`, () => {
    assert.equal(writeArray(elements, String), text);
    assert.deepEqual(readArray(text.replaceAll('null,', 'NULL,').replaceAll('null}', 'NULL}'), String), elements);
  });
}

test('reads elements that need no quotes', () => {
  assert.deepEqual(readArray('{1,-2.5,NULL,3}', Number), [1, -2.5, null, 3]);
});

test('takes text for an array that is written already', () => {
  assert.equal(writeArray('{1,2}', String), '{1,2}');
});

test('refuses an element that is undefined', () => {
  assert.throws(() => writeArray(['a', undefined], String), TypeError);
});

test('reads an element of megabytes', () => {
  const long = 'a"\\'.repeat(1_000_000);
  assert.deepEqual(readArray(writeArray([long, 'b'], String), String), [long, 'b']);
});
