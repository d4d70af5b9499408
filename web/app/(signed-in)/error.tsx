'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Shown in place of a page that failed; the frame around it stays. */
export default function PageFailure({ reset }: { readonly reset: () => void }) {
  const t = useTranslations('failure');
  return (
    <EmptyState icon="warning" title={t('title')} action={<Button onClick={reset}>{t('retry')}</Button>}>
      {t('text')}
    </EmptyState>
  );
}
