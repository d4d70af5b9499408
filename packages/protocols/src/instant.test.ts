import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from './instant.ts';

const utc = (text: string) => parseInstant(text, { missingOffset: 'utc' });

test('reads an offset', () => {
  assert.equal(utc('2024-01-01T10:00:00+02:00'), Date.UTC(2024, 0, 1, 8));
  assert.equal(utc('2024-01-01T10:00:00-0530'), Date.UTC(2024, 0, 1, 15, 30));
  assert.equal(utc('2024-01-01t10:00:00z'), Date.UTC(2024, 0, 1, 10));
});

test('takes a time without offset as UTC whatever the zone of the machine', () => {
  assert.equal(utc('2014-06-04T09:10:11'), Date.UTC(2014, 5, 4, 9, 10, 11));
  assert.equal(utc('2014-06-04 09:10:11'), Date.UTC(2014, 5, 4, 9, 10, 11));
});

test('refuses a time without offset where one is required', () => {
  assert.equal(parseInstant('2014-06-04T09:10:11', { missingOffset: 'refused' }), undefined);
  assert.equal(parseInstant('2014-06-04T09:10:11Z', { missingOffset: 'refused' }), Date.UTC(2014, 5, 4, 9, 10, 11));
});

test('cuts a fraction to milliseconds instead of rounding into the next one', () => {
  assert.equal(utc('2024-01-01T00:00:00.5Z'), Date.UTC(2024, 0, 1) + 500);
  assert.equal(utc('2024-01-01T00:00:00.123999Z'), Date.UTC(2024, 0, 1) + 123);
});

test('counts a leap second as the first second of the next minute', () => {
  assert.equal(utc('2016-12-31T23:59:60Z'), Date.UTC(2017, 0, 1));
});

test('keeps the years 0 to 99 where they are', () => {
  assert.equal(utc('0050-01-01T00:00:00Z'), Date.parse('0050-01-01T00:00:00Z'));
});

for (const text of [
  '2024-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-00-10T00:00:00Z',
  '2024-01-01T24:00:00Z',
  '2024-01-01T10:60:00Z',
  '2024-01-01T10:00:61Z',
  '2024-01-01T10:00:00+24:00',
  '2024-01-01T10:00:00+02:60',
  '2024-01-01',
  '2024-1-1T00:00:00Z',
  '01.02.2024 10:00:00',
  'yesterday',
  '',
]) {
  test(`refuses "${text}"`, () => assert.equal(utc(text), undefined));
}
