import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatLocale } from './format-locale.ts';

test('numbers and dates follow the region of the tenant in the language of the sentences', () => {
  assert.equal(formatLocale('en-GB', 'en'), 'en-GB');
  assert.equal(formatLocale('de-DE', 'en'), 'en-DE');
  assert.equal(formatLocale('nb', 'en'), 'en-NO');
  assert.equal(formatLocale('de-CH', 'de'), 'de-CH');
  assert.equal(formatLocale('en-GB', 'de'), 'de-GB');
  const number = new Intl.NumberFormat(formatLocale('de-DE', 'en')).format(1234.5);
  assert.equal(number, '1.234,5');
  const age = new Intl.NumberFormat(formatLocale('de-DE', 'en'), { style: 'unit', unit: 'second' }).format(2);
  assert.match(age, /sec/);
});
