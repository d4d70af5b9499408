'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ConnectionTrack } from '../connection/connection-track.tsx';
import { Section } from '../section.tsx';
import type { ShownSpan } from '../use-day-span.ts';
import { heldByTracker } from './held-by-tracker.ts';
import type { CarriedAnswer } from './use-carried.ts';

/** How every tracker that somebody or something carried during a span was heard while it was theirs. */
export function CarriedConnections({
  answer: { page, loading, reload },
  span,
  action = null,
  version,
}: {
  /** The trackers of the span. */
  readonly answer: CarriedAnswer;
  readonly span: ShownSpan;
  readonly action?: ReactNode;
  readonly version: number;
}) {
  const t = useTranslations('records.connection');
  const trackers = useMemo(() => heldByTracker(page?.nodes ?? []), [page]);
  return (
    <Section title={t('title')} action={action}>
      {!page && loading && <SkeletonRows rows={3} label={t('loading')} />}
      {!page && !loading && (
        <p className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
          {t('unknown')}
          <Button onClick={reload}>{t('retry')}</Button>
        </p>
      )}
      {page && !trackers.length && <p className="text-sm text-muted">{t('noTracker')}</p>}
      {trackers.map(({ id, name, held }, index) => (
        <div key={id} className={classNames('flex min-w-0 flex-col gap-3', index > 0 && 'border-t border-line pt-3')}>
          <h3 className="text-sm">
            <Link
              prefetch={false}
              href={`/trackers/${id}`}
              className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
            >
              {name}
            </Link>
          </h3>
          <ConnectionTrack trackerId={id} name={name} span={span} held={held} version={version} />
        </div>
      ))}
    </Section>
  );
}
