import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOfDigits } from './digit-dates.ts';

test('reads a date in either order', () => {
  assert.equal(instantOfDigits('290224', '235958', 'ddmmyy'), Date.UTC(2024, 1, 29, 23, 59, 58));
  assert.equal(instantOfDigits('240229', '235958', 'yymmdd'), Date.UTC(2024, 1, 29, 23, 59, 58));
});

test('takes a leap second for the first of the next minute', () => {
  assert.equal(instantOfDigits('311216', '235960', 'ddmmyy'), Date.UTC(2017, 0, 1));
});

test('knows no day or time that does not exist', () => {
  for (const [date, time] of [
    ['290223', '000000'],
    ['000024', '000000'],
    ['010124', '240000'],
    ['010124', '006000'],
    ['', ''],
    ['0101x4', '000000'],
  ] as const) {
    assert.equal(instantOfDigits(date, time, 'ddmmyy'), undefined, `${date} ${time}`);
  }
});
