'use client';

import { useTranslations } from 'next-intl';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { isUnfinished, nextStep, STEPS } from './start-steps.ts';
import { useSkipped } from './use-skipped.ts';
import { useStart } from './use-start.ts';

/** Leads an administrator of an organisation that lacks something to the guided start; nothing for everybody else. */
export function StartCard() {
  const t = useTranslations('start');
  const mayAdminister = useMayEverywhere('settings:write');
  const skipped = useSkipped();
  const wanted = mayAdminister && !skipped.dismissed;
  const { states } = useStart({ pause: !wanted, follow: false });
  if (!wanted || !isUnfinished(states, skipped.steps)) return null;
  const next = nextStep(states, skipped.steps);
  const done = STEPS.filter((step) => states[step] === 'done').length;
  return (
    <section
      aria-label={t('title')}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-2xl border border-line bg-surface p-4 md:px-5"
    >
      <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Icon name="headcount" size={20} />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <h2 className="font-semibold">{t('card.title')}</h2>
        <p className="text-sm text-muted">
          {t('card.done', { done, total: STEPS.length })}
          {next && ` · ${t('card.next', { step: t(`steps.${next}.title`) })}`}
        </p>
      </div>
      <span className="flex items-center gap-1">
        <LinkButton href="/start">{t('card.open')}</LinkButton>
        <IconButton label={t('card.dismiss')} onClick={skipped.dismiss}>
          <Icon name="close" size={18} />
        </IconButton>
      </span>
    </section>
  );
}
