'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import type { Listing } from './use-listing.ts';

// How far below the screen the next rows are asked for.
const AHEAD = '400px';

/** The end of the rows shown: more come when somebody scrolls near it, or by its buttons. */
export function ListEnd({
  listing: { more, next, start, outdated, nodes, total },
}: {
  readonly listing: Listing<unknown, unknown>;
}) {
  const t = useTranslations('lists');
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  const mayGrow = more !== null && !outdated;
  const shown = nodes.length;
  useEffect(() => {
    if (!mark.current || !mayGrow) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      rootMargin: AHEAD,
      // The rows scroll in an element of their own, which hides what is below it.
      scrollMargin: AHEAD,
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
    // Rows that arrived may leave the end where it is on the screen, and then it has to be looked at again.
  }, [mayGrow, shown]);
  return (
    <div ref={mark} className="flex flex-wrap items-center justify-center gap-3 px-4 py-3 text-sm text-muted">
      {(more ?? next ?? start) && <p>{t('shown', { shown, total: total ?? shown })}</p>}
      {start && <Button onClick={start}>{t('start')}</Button>}
      {more && <Button onClick={more}>{t('more')}</Button>}
      {next && <Button onClick={next}>{t('next')}</Button>}
    </div>
  );
}
