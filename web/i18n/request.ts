import { getRequestConfig } from 'next-intl/server';
import { cookies, headers } from 'next/headers';
import de from '../messages/de.json';
import en from '../messages/en.json';
import { LANGUAGE_COOKIE, languageFor } from './languages.ts';

const MESSAGES = { en, de };

/** The language of an answer. Instants are shown in the tenant's time zone, which the signed-in layout sets. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  const locale = languageFor({ chosen, accepted: (await headers()).get('accept-language') });
  return { locale, messages: MESSAGES[locale], timeZone: 'UTC' };
});
