'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LastingAnswer } from '../graphql/use-lasting-query.ts';
import { StaleNote } from '../live/stale-note.tsx';
import { Button } from '../ui/button.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** Part of a page that one answer fills, in whatever state that is. */
export function LastingPart<Data>({
  answer: { data, failed, staleSince, reload },
  children,
}: {
  readonly answer: LastingAnswer<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const t = useTranslations('records');
  if (failed) {
    return (
      <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
        {t('failed')}
        <Button onClick={reload}>{t('retry')}</Button>
      </p>
    );
  }
  if (data === undefined) return <SkeletonRows rows={2} label={t('loading')} />;
  return (
    <>
      <StaleNote since={staleSince} />
      {children(data)}
    </>
  );
}
