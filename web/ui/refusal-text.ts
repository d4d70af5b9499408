import type { InputError } from './form-problems.ts';

/** Sentences of a language about what the API refuses, those of codes below `codes`, of rules below `rules`. */
export interface RefusalSentences {
  /** The sentence of a key as it is written, or undefined where there is none. */
  readonly find: (key: string) => string | undefined;
  /** The sentence with its values. */
  readonly say: (key: string, values: Readonly<Record<string, string | number>>) => string;
  /** An instant as people read it. */
  readonly instant: (at: Date) => string;
}

/**
 * What the API found, in the language of the reader: by its code, or by the rule that an invalid field breaks. The API's own
 * words stand for a code without a sentence, and for a sentence that names a value which was not given.
 */
export function refusalText({ code, message, params = [] }: InputError, sentences: RefusalSentences): string {
  const given = Object.fromEntries(params.map(({ name, value }) => [name, shown(value, sentences)]));
  const key = code === 'INVALID' ? `rules.${given['rule'] ?? ''}` : `codes.${code}`;
  const sentence = KEY.test(key) ? sentences.find(key) : undefined;
  const isSayable = sentence !== undefined && namesIn(sentence).every((name) => Object.hasOwn(given, name));
  return isSayable ? sentences.say(key, given) : sentences.say('quoted', { message });
}

/** Nothing that an object has by itself, such as `constructor`. */
const KEY = /^\w+\.[A-Z][A-Z_]*$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function shown(value: string, { instant }: RefusalSentences): string | number {
  if (INSTANT.test(value) && !Number.isNaN(Date.parse(value))) return instant(new Date(value));
  return value !== '' && String(Number(value)) === value && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** The values a sentence names: `{name}` and `{name, plural, …}`. */
function namesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\s*[,}]/g)].flatMap(([, name]) => name ?? []);
}
