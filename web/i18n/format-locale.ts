/** The languages there are sentences in; `messages/` has one file each. */
const LANGUAGES: readonly string[] = ['en'];
const FALLBACK = 'en';

/**
 * The locale in which numbers and dates are written between our sentences: that of the tenant, or where we have no
 * sentences in its language, ours with its region, because `10 Sek. ago` is no language.
 * @param tag BCP 47, for example `de-DE`, which gives `en-DE`.
 */
export function formatLocale(tag: string): string {
  const locale = new Intl.Locale(tag);
  if (LANGUAGES.includes(locale.language)) return tag;
  const { region } = locale.maximize();
  return region ? `${FALLBACK}-${region}` : FALLBACK;
}
