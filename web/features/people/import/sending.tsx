'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import type { Progress } from './add-people.ts';

/** How far the sending is. */
export function Sending({
  total,
  progress: { done },
  onStop,
}: {
  readonly total: number;
  readonly progress: Progress;
  readonly onStop: () => void;
}) {
  const t = useTranslations('people.import');
  // Whoever leaves now leaves out the rest.
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return (
    <div className="flex flex-col gap-3 py-2">
      <p role="status" className="text-sm tabular-nums">
        {t('sent', { done, total })}
      </p>
      <ProgressBar label={t('stages.sending')} share={done / total} />
      <p className="text-sm text-muted">{t('stay')}</p>
      <Button className="self-end" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}
