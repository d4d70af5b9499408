import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDecimal } from './decimal.ts';

for (const [text, value] of [
  ['60', 60],
  ['-122.084', -122.084],
  ['+7.5', 7.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1.0E-4', 0.0001],
  [' 12 ', 12],
] as const) {
  test(`reads "${text}"`, () => assert.equal(parseDecimal(text), value));
}

for (const text of [
  '',
  ' ',
  'abc',
  '60abc',
  '60,5',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1_000',
  '1e999',
  '--1',
  '1e',
]) {
  test(`takes "${text}" for no number`, () => assert.equal(parseDecimal(text), undefined));
}

test('refuses a long text as fast as it is read', { timeout: 10_000 }, () => {
  assert.equal(parseDecimal(`${'1'.repeat(300_000)}x`), undefined);
});
