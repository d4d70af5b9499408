'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';

const RETRY_MS = 4_000;

/** Shown while the API cannot be reached; tries again until it can. */
export function Unavailable() {
  const t = useTranslations('failure.unavailable');
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), RETRY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <main role="status" className="flex min-h-dvh items-center justify-center">
      <EmptyState icon="warning" title={t('title')}>
        {t('text')}
      </EmptyState>
    </main>
  );
}
