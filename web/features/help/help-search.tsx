'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { SearchField } from '../../ui/search-field.tsx';
import { fittingHeadings, type IndexedHeading } from './heading-index.ts';

/** Finds a heading in any document; below the field what was found leads there. */
export function HelpSearch({ index }: { readonly index: readonly IndexedHeading[] }) {
  const t = useTranslations('help');
  const [text, setText] = useState('');
  const found = fittingHeadings(index, text);
  return (
    <div className="relative w-full sm:w-80">
      <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
      <p role="status" className="sr-only">
        {text.trim() ? t('found', { count: found.length }) : ''}
      </p>
      {text.trim() !== '' && (
        <div className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-[60dvh] overflow-y-auto overscroll-contain rounded-xl border border-line bg-raised p-1.5 shadow-panel">
          {found.length === 0 && <p className="px-3 py-2.5 text-sm text-muted">{t('noMatch')}</p>}
          {found.length > 0 && (
            <ul aria-label={t('results')}>
              {found.map(({ href, text: heading, document, language }) => (
                <li key={href}>
                  <Link
                    prefetch={false}
                    href={href}
                    lang={language}
                    onClick={() => setText('')}
                    className="flex flex-col rounded-lg px-3 py-2 hover:bg-sunken"
                  >
                    <span className="text-sm font-medium">{heading}</span>
                    {heading !== document && <span className="text-xs text-muted">{document}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
