'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { MusterTallyFragment } from '../../__generated__/graphql.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** How many are missing and how many accounted for, readable from afar, and how the others stand: on a phone when asked, for the list comes first. */
export function Counters({ counts }: { readonly counts: MusterTallyFragment }) {
  const t = useTranslations('musters.counts');
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { total, accounted, missing } = counts;
  const others = [
    ['markedMissing', counts.markedMissing],
    ['reEntered', counts.reEntered],
    ['ask', counts.ask],
    ['wrongStation', counts.wrongStation],
    ['safe', counts.safe],
    ['offSite', counts.offSite],
    ['injured', counts.injured],
    ['arrived', counts.arrived],
  ] as const;
  return (
    <section
      aria-label={t('label')}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 max-sm:gap-2 max-sm:p-3"
    >
      <p role="status" className="sr-only">
        {t('inWords', { missing, accounted, total })}
      </p>
      <div className="flex flex-wrap items-end gap-x-10 gap-y-2 max-sm:flex-nowrap max-sm:gap-x-5">
        <p className={classNames('flex flex-col', missing ? 'text-danger' : 'text-connected')}>
          <span className="text-6xl max-sm:text-4xl leading-none font-semibold tabular-nums">
            {format.number(missing)}
          </span>
          <span className="text-lg max-sm:text-sm font-semibold">{t('missing')}</span>
        </p>
        <p className="flex flex-col">
          <span className="text-4xl max-sm:text-3xl leading-none font-semibold tabular-nums">
            {t('of', { accounted: format.number(accounted), total: format.number(total) })}
          </span>
          <span className="text-lg max-sm:text-sm text-muted">{t('accounted')}</span>
        </p>
        <IconButton
          label={t('others')}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="ms-auto self-center sm:hidden"
        >
          <span className={classNames('transition-transform', open ? '-rotate-90' : 'rotate-90')}>
            <Icon name="chevron" />
          </span>
        </IconButton>
      </div>
      <progress
        aria-label={t('accounted')}
        value={accounted}
        max={Math.max(1, total)}
        className="h-2.5 w-full max-sm:h-1.5 overflow-hidden rounded-full bg-sunken accent-accent"
      />
      <dl
        id={id}
        className={classNames('grid grid-cols-2 gap-x-6 gap-y-1 text-sm sm:grid-cols-4', !open && 'max-sm:hidden')}
      >
        {others.map(([name, count]) => (
          <div key={name} className="flex items-baseline justify-between gap-2">
            <dt className="text-muted">{t(name)}</dt>
            <dd className="font-semibold tabular-nums">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
