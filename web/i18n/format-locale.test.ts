import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatLocale } from './format-locale.ts';

test('numbers and dates follow the region of the tenant in a language that has sentences', () => {
  assert.equal(formatLocale('en-GB'), 'en-GB');
  assert.equal(formatLocale('de-DE'), 'en-DE');
  assert.equal(formatLocale('nb'), 'en-NO');
  const number = new Intl.NumberFormat(formatLocale('de-DE')).format(1234.5);
  assert.equal(number, '1.234,5');
  const age = new Intl.NumberFormat(formatLocale('de-DE'), { style: 'unit', unit: 'second' }).format(2);
  assert.match(age, /sec/);
});
