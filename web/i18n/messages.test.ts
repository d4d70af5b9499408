import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTranslator } from 'next-intl';
import de from '../messages/de.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };

type Messages = { readonly [key: string]: string | Messages };

const others: Readonly<Record<string, Messages>> = { de };
const original = flat(en);

for (const [language, messages] of Object.entries(others)) {
  const own = flat(messages);

  test(`${language} has a sentence for each of English, and no other`, () => {
    assert.deepEqual([...own.keys()], [...original.keys()]);
  });

  test(`${language} is given what its sentences name, and names all that English does`, () => {
    for (const [key, text] of original) {
      const [ours, theirs] = [said('en', en, { key, text }), said(language, messages, { key, text })];
      assert.deepEqual(named(theirs), named(ours), key);
      assert.doesNotMatch(own.get(key) ?? '', /^\s|\s$/, key);
    }
  });
}

/** Stands for a value in a sentence. */
const MARK = /\u2603\w+\u2603|<\w+>/g;
const NUMBER = 2;

/** A sentence as it is spoken when every argument that the English one names is given. Fails where it needs another. */
function said(locale: string, messages: Messages, { key, text }: { key: string; text: string }): string {
  const failures: unknown[] = [];
  // Its types tell keys and values of one known file.
  const t = createTranslator({ locale, messages, onError: (failure) => failures.push(failure) }) as unknown as {
    markup(key: string, values: Record<string, unknown>): string;
  };
  const values: Record<string, unknown> = {};
  for (const [, name = '', kind] of text.matchAll(/\{(\w+)(?:, (plural|number|select))?/g)) {
    values[name] ??= kind === 'plural' || kind === 'number' ? NUMBER : `\u2603${name}\u2603`;
  }
  for (const [, tag = ''] of text.matchAll(/<(\w+)>/g)) values[tag] = () => `<${tag}>`;
  const spoken = t.markup(key, values);
  assert.deepEqual(failures, [], `${locale} ${key}`);
  return spoken;
}

function named(spoken: string): string[] {
  return [...new Set(spoken.match(MARK))].toSorted();
}

function flat(messages: Messages, above = ''): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : [...flat(value, `${above}${key}.`)],
  );
  return new Map(entries);
}
