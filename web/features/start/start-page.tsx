'use client';

import { useTranslations } from 'next-intl';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { isSettled, nextStep, STEPS } from './start-steps.ts';
import { PeopleStep, PhoneStep, SiteStep } from './steps.tsx';
import { useSkipped } from './use-skipped.ts';
import { useStart } from './use-start.ts';
import { WhatNext } from './what-next.tsx';

/** What a new organisation needs, step by step, in any order; each tells how far it truly is. */
export function StartPage() {
  const t = useTranslations('start');
  const mayAdminister = useMayEverywhere('settings:write');
  const start = useStart({ pause: !mayAdminister, follow: true });
  const skipped = useSkipped();
  if (!mayAdminister) return <EmptyState icon="info" title={t('refused')} />;
  const { states } = start;
  const next = nextStep(states, skipped.steps);
  const done = STEPS.filter((step) => states[step] === 'done').length;
  const settled = isSettled(states, skipped.steps);
  const common = (step: (typeof STEPS)[number]) => ({
    state: states[step],
    isNext: step === next,
    skipped: skipped.steps.has(step),
    onSkip: (skip: boolean) => skipped.set(step, skip),
  });
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-3xl flex-col gap-5 p-4 md:px-6 md:py-6">
        <div className="flex flex-col gap-2">
          <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
          <p className="max-w-prose text-muted">{t('lead')}</p>
        </div>
        {start.failed && (
          <Notice tone="warning">
            <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
              {t('silent')}
              <Button onClick={start.reload}>{t('retry')}</Button>
            </span>
          </Notice>
        )}
        <div className="flex items-center gap-3">
          <div className="flex-1">
            <ProgressBar label={t('progress')} share={done / STEPS.length} />
          </div>
          <p role="status" className="text-sm text-muted tabular-nums">
            {t('card.done', { done, total: STEPS.length })}
          </p>
        </div>
        {settled && <WhatNext />}
        <ol className="flex flex-col gap-4">
          <SiteStep {...common('site')} start={start} />
          <PeopleStep {...common('people')} start={start} />
          <PhoneStep {...common('phone')} start={start} />
        </ol>
      </div>
    </div>
  );
}
