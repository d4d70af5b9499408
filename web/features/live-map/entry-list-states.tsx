'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The list could not be loaded. */
export function ListFailed({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTranslations('map.failed');
  return (
    <EmptyState icon="warning" title={t('title')} action={<Button onClick={onRetry}>{t('retry')}</Button>}>
      {t('text')}
    </EmptyState>
  );
}

/** There is nobody to show yet. */
export function ListWithoutEntries() {
  const t = useTranslations('map');
  return (
    <EmptyState
      icon="people"
      title={t('notThere.title')}
      action={
        <Link href="/trackers" className="font-medium text-accent underline underline-offset-4">
          {t('addTracker')}
        </Link>
      }
    >
      {t('notThere.text')}
    </EmptyState>
  );
}

/** Nobody fits what was asked for. */
export function ListWithoutMatch({ onClear }: { readonly onClear: () => void }) {
  const t = useTranslations('map');
  return (
    <EmptyState icon="search" title={t('noMatch.title')} action={<Button onClick={onClear}>{t('clearSearch')}</Button>}>
      {t('noMatch.text')}
    </EmptyState>
  );
}

/** Whoever fits is elsewhere than on the part of the map that is seen. */
export function NobodyInView({ onShowAll }: { readonly onShowAll: () => void }) {
  const t = useTranslations('map.inView');
  return (
    <EmptyState icon="map" title={t('nobody')} action={<Button onClick={onShowAll}>{t('showAll')}</Button>}>
      {t('nobodyText')}
    </EmptyState>
  );
}
