import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { headingIndex } from './heading-index.ts';
import { HelpSearch } from './help-search.tsx';
import type { LibraryDocument } from './library.ts';

/** What every page of the help has: the search over all of it, and room below. */
export function HelpFrame({
  library,
  before,
  children,
}: {
  readonly library: readonly LibraryDocument[];
  /** Stands beside the search. */
  readonly before: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations('help');
  return (
    <div className="h-full overflow-y-auto overscroll-contain scroll-smooth">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {before}
          <search aria-label={t('search')} className="w-full sm:w-auto">
            <HelpSearch index={headingIndex(library)} />
          </search>
        </div>
        {children}
      </div>
    </div>
  );
}
