/** A language with sentences of its own in `messages/`. */
export interface Language {
  /** BCP 47. */
  readonly tag: 'en' | 'de';
  /** As its speakers call it. */
  readonly name: string;
}

/** The first is what people get whose own is not among them. */
export const LANGUAGES: readonly [Language, ...Language[]] = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
];

/** Cookie that keeps the choice, so that the first paint is in the right language. */
export const LANGUAGE_COOKIE = 'trekker-language';

/** The language of a tag such as `de-AT`; undefined where we have no sentences in it. */
export function languageOf(tag: string): Language['tag'] | undefined {
  const [language] = tag.toLowerCase().split('-');
  return LANGUAGES.find((each) => each.tag === language)?.tag;
}

/**
 * What to speak with somebody: what they chose, else the first of their browser's languages that we have.
 * @param chosen value of the cookie.
 * @param accepted the browser's `accept-language` (RFC 9110, 12.5.4).
 */
export function languageFor({
  chosen,
  accepted,
}: {
  readonly chosen: string | undefined;
  readonly accepted: string | null;
}): Language['tag'] {
  const own = chosen === undefined ? undefined : languageOf(chosen);
  return own ?? best(accepted ?? '') ?? LANGUAGES[0].tag;
}

/** Which way its lines run. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** Scripts in use that run from right to left (Unicode CLDR). */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg']);

function best(accepted: string): Language['tag'] | undefined {
  const ranges = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { language: languageOf(tag), quality: quality === undefined ? 1 : Number(quality) };
  });
  return ranges.toSorted((a, b) => b.quality - a.quality).find(({ language, quality }) => language && quality > 0)
    ?.language;
}
