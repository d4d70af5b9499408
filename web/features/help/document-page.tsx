import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Icon } from '../../ui/icon.tsx';
import { HelpFrame } from './help-frame.tsx';
import { libraryFor, type LibraryDocument } from './library.ts';
import { Blocks } from './markdown/blocks.tsx';
import type { Heading } from './markdown/outline.ts';

/** One document to read, with its contents beside it, on a narrow screen above it. */
export function DocumentPage({ document }: { readonly document: LibraryDocument }) {
  const t = useTranslations('help');
  const locale = useLocale();
  const { outline, language, path } = document;
  const sections = outline.headings.filter(({ depth }) => depth === 2 || depth === 3);
  return (
    <HelpFrame library={libraryFor(locale)} before={<Back />}>
      <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-[minmax(0,1fr)_15rem]">
        <article lang={language} className="flex max-w-[46rem] min-w-0 flex-col gap-3.5 leading-relaxed lg:row-span-2">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{outline.title}</h1>
          {!locale.startsWith(language) && (
            <p lang={locale} className="flex items-center gap-2 text-sm text-muted">
              <Icon name="info" size={16} />
              {t('onlyEnglish')}
            </p>
          )}
          {sections.length > 1 && (
            <details className="rounded-xl border border-line bg-surface lg:hidden">
              <summary className="min-h-11 px-4 py-2.5 text-sm font-medium" lang={locale}>
                {t('contents')}
              </summary>
              <Contents sections={sections} />
            </details>
          )}
          <Blocks tokens={outline.blocks} headings={outline.headings} from={path} />
        </article>
        {sections.length > 1 && (
          <nav
            aria-label={t('contents')}
            className="sticky top-5 max-h-[calc(100dvh-2.5rem)] overflow-y-auto overscroll-contain max-lg:hidden"
          >
            <p className="mb-1 px-3 text-sm font-semibold">{t('contents')}</p>
            <div lang={language}>
              <Contents sections={sections} />
            </div>
          </nav>
        )}
      </div>
    </HelpFrame>
  );
}

function Back() {
  const t = useTranslations('help');
  return (
    <Link href="/help" className="inline-flex items-center gap-1 rounded-md text-sm text-muted hover:text-text">
      <span className="rotate-180">
        <Icon name="chevron" size={14} />
      </span>
      {t('back')}
    </Link>
  );
}

function Contents({ sections }: { readonly sections: readonly Heading[] }) {
  return (
    <ul className="max-lg:px-1 max-lg:pb-2">
      {sections.map(({ anchor, depth, text }) => (
        <li key={anchor}>
          <a
            href={`#${anchor}`}
            className={
              depth === 2
                ? 'block rounded-md px-3 py-1.5 text-sm text-muted hover:bg-sunken hover:text-text'
                : 'block rounded-md py-1.5 ps-6 pe-3 text-sm text-muted hover:bg-sunken hover:text-text'
            }
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
