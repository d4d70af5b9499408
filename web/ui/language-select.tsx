'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { LANGUAGE_COOKIE, LANGUAGES, languageOf } from '../i18n/languages.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The language of the product, in this browser. What is on the screen stays, in other words. */
export function LanguageSelect() {
  const t = useTranslations('language');
  const router = useRouter();
  return (
    <select
      aria-label={t('label')}
      value={languageOf(useLocale())}
      onChange={({ target }) => {
        document.cookie = `${LANGUAGE_COOKIE}=${target.value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
        router.refresh();
      }}
      className="h-9 rounded-lg border border-line bg-surface px-2 text-sm text-muted hover:text-text"
    >
      {LANGUAGES.map(({ tag, name }) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
