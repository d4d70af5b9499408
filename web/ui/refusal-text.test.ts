import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTranslator } from 'next-intl';
import de from '../messages/de.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };
import type { InputError } from './form-problems.ts';
import { refusalText } from './refusal-text.ts';

function told(locale: 'de' | 'en', error: Omit<InputError, 'field'>): string {
  // Its types tell keys and values of one known file.
  const t = createTranslator({
    locale,
    messages: { de, en }[locale],
    namespace: 'refusals',
  }) as unknown as {
    has(key: string): boolean;
    raw(key: string): string;
    (key: string, values: object): string;
  };
  const instant = (at: Date) => at.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const find = (key: string) => (t.has(key) ? t.raw(key) : undefined);
  return refusalText({ field: [], ...error }, { find, say: t, instant });
}

function values(given: Readonly<Record<string, string>>): NonNullable<InputError['params']> {
  return Object.entries(given).map(([name, value]) => ({ name, value }));
}

test('a code has its sentence in each language', () => {
  const error = { code: 'NAME_TAKEN', message: 'a sibling is called "A" already' };
  assert.equal(told('en', error), 'This name is already in use.');
  assert.equal(told('de', error), 'Dieser Name ist schon vergeben.');
});

test('numbers and instants are shown as the reader writes them', () => {
  const many = { code: 'TOO_MUCH_WORK', message: 'at most 50000', params: values({ maximum: '50000' }) };
  assert.match(told('de', many), /50\.000 Positionen/);
  const ended = { code: 'ALREADY_ENDED', message: 'it ended', params: values({ at: '2026-03-01T10:00:00.000Z' }) };
  assert.match(told('de', ended), /1\. März 2026/);
});

test('an invalid field is told by the rule it breaks', () => {
  const short = (limit: string) => ({
    code: 'INVALID',
    message: 'too short',
    params: values({ rule: 'MIN_CHARACTERS', limit }),
  });
  assert.equal(told('de', short('12')), 'Mindestens 12 Zeichen sind nötig.');
  assert.equal(told('de', short('1')), 'Das muss ausgefüllt werden.');
});

test('names stay what they are, whatever they look like', () => {
  const taken = (identifier: string) => ({ code: 'IDENTIFIER_TAKEN', message: '', params: values({ identifier }) });
  for (const name of ['007', '1e3', '<b>', '{x}', '']) assert.ok(told('de', taken(name)).includes(`„${name}“`), name);
});

test('the words of the API stand for what has no sentence, or lacks a value that its sentence names', () => {
  const quoted = 'Das wird nicht angenommen: must be blue.';
  for (const error of [
    { code: 'NEW_CODE', message: 'must be blue' },
    { code: 'INVALID', message: 'must be blue' },
    { code: 'INVALID', message: 'must be blue', params: values({ rule: 'NEW_RULE' }) },
    { code: 'TOO_MANY', message: 'must be blue' },
    { code: 'constructor', message: 'must be blue' },
  ])
    assert.equal(told('de', error), quoted);
});
