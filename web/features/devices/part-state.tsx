'use client';

import { useTranslations } from 'next-intl';
import { AgeText } from '../../live/age-text.tsx';
import type { LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

/** What a part says while it has no answer, or an old one; nothing when all is well. */
export function PartState({ answer }: { readonly answer: LastingAnswer<unknown> }) {
  const t = useTranslations('devices');
  const retry = <Button onClick={answer.reload}>{t('retry')}</Button>;
  if (answer.codes.includes('FORBIDDEN')) return <EmptyState icon="info" title={t('forbidden')} />;
  if (answer.failed) return <EmptyState icon="warning" title={t('failed')} action={retry} />;
  if (!answer.data) return <SkeletonRows rows={4} label={t('loading')} />;
  if (answer.staleSince === null) return null;
  return (
    <Notice tone="warning">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span>
          {t('stale')} <AgeText instant={answer.staleSince} />
        </span>
        {retry}
      </span>
    </Notice>
  );
}
