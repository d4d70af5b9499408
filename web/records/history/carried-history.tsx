'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { SinceText } from '../../live/since-text.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Section } from '../section.tsx';
import { useCarried, type CarriedThen, type CarrierName } from './use-carried.ts';

const STEP = 20;
const MOST = 500;

/** Every tracker that somebody carried or that was on an asset, with when, the latest first. */
export function CarriedHistory({ carrier, version }: { readonly carrier: CarrierName; readonly version: number }) {
  const t = useTranslations('records.history');
  const [first, setFirst] = useState(STEP);
  const { page, loading, reload } = useCarried(carrier, { first, version });
  return (
    <Section title={t('title')}>
      {!page && loading && <SkeletonRows rows={2} label={t('loading')} />}
      {!page && !loading && (
        <p className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
          {t('unknown')}
          <Button onClick={reload}>{t('retry')}</Button>
        </p>
      )}
      {page?.nodes.length === 0 && <p className="text-sm text-muted">{t(`none.${carrier.kind}`)}</p>}
      {!!page?.nodes.length && (
        <ol aria-label={t('title')} className="divide-y divide-line/70">
          {page.nodes.map((assignment) => (
            <CarriedRow key={assignment.id} assignment={assignment} />
          ))}
        </ol>
      )}
      {page?.pageInfo.hasNextPage && first < MOST && (
        <Button onClick={() => setFirst(Math.min(MOST, first + STEP))}>{t('more')}</Button>
      )}
    </Section>
  );
}

function CarriedRow({ assignment: { from, to, tracker } }: { readonly assignment: CarriedThen }) {
  const t = useTranslations('records.history');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
      <Link
        prefetch={false}
        href={`/trackers/${tracker.id}`}
        className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
      >
        {tracker.name}
      </Link>
      <span className="text-muted tabular-nums">
        {to === null ? <SinceText instant={Date.parse(from)} /> : t('between', { from: time(from), to: time(to) })}
      </span>
    </li>
  );
}
