/**
 * The locale in which numbers and dates are written between sentences: the language of the sentences with the region of
 * the tenant, because `10 Sek. ago` is no language.
 * @param tag the tenant's, BCP 47, for example `de-DE`, which beside English sentences gives `en-DE`.
 * @param language of the sentences.
 */
export function formatLocale(tag: string, language: string): string {
  const locale = new Intl.Locale(tag);
  if (locale.language === language) return tag;
  const { region } = locale.maximize();
  return region ? `${language}-${region}` : language;
}
