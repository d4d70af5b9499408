import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textOfAny, textOfString } from './leaf-text.ts';

describe('the JSON of a text', () => {
  for (const value of [
    '',
    'plain',
    'é 漢',
    '"',
    '\\',
    '\n',
    '\u0000',
    '\u001f',
    ' ',
    '\u007f',
    '\u2028',
    '😀',
    '\ud800',
    'x\udfff',
  ]) {
    for (const padded of [value, `${'x'.repeat(60)}${value}`]) {
      test(`of ${JSON.stringify(padded)} is that of JSON.stringify`, () =>
        assert.equal(textOfString(padded), JSON.stringify(padded)));
    }
  }

  test('of other values is theirs', () => {
    for (const value of [1.5, true, { a: ['"'] }, [1, null], 'x'])
      assert.equal(textOfAny(value), JSON.stringify(value));
  });
});
