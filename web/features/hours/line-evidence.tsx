'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { MOST_POINTS, useWay } from '../../scene/use-way.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EvidenceMap } from './evidence-map.tsx';
import type { Line } from './person-week-page.tsx';
import { useLineVisits } from './use-line-visits.ts';
import { useNewest } from './use-newest.ts';
import { VisitsOfTracker } from './visits-of-tracker.tsx';

/** Why a stretch of a day counts as it does: the visits and positions behind it, in words and on a map. */
export function LineEvidence({
  line,
  timeZone,
  onClose,
}: {
  readonly line: Line | null;
  readonly timeZone: string;
  /** Null where it stays. */
  readonly onClose: (() => void) | null;
}) {
  const t = useTranslations('hours.evidence');
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 lg:sticky lg:top-5"
    >
      <div className="flex items-center gap-2">
        <h2 className="me-auto font-semibold">{t('title')}</h2>
        {line && onClose && (
          <IconButton label={t('close')} onClick={onClose} className="-my-2 -me-2">
            <Icon name="close" size={18} />
          </IconButton>
        )}
      </div>
      {line ? <Trackers line={line} timeZone={timeZone} /> : <EmptyState icon="map" title={t('choose')} />}
    </section>
  );
}

/** The visits of a line, tracker by tracker; those of trackers that the viewer may not see together. */
function Trackers({ line, timeZone }: { readonly line: Line; readonly timeZone: string }) {
  const t = useTranslations('hours.evidence');
  const byTracker = Map.groupBy(line.visits, ({ visit }) => visit.tracker?.id ?? null);
  if (!line.visits.length) return <Notice tone="info">{t('noVisits')}</Notice>;
  return [...byTracker].map(([trackerId, visits]) =>
    trackerId === null ? (
      <div key="hidden" className="flex flex-col gap-3">
        <Notice tone="info">{t('hidden')}</Notice>
        <VisitsOfTracker visits={visits} decided={null} timeZone={timeZone} />
      </div>
    ) : (
      <TrackerEvidence
        key={`${trackerId} ${line.kind} ${line.from}`}
        trackerId={trackerId}
        name={visits[0]?.visit.tracker?.name ?? ''}
        visits={visits}
        line={line}
        timeZone={timeZone}
      />
    ),
  );
}

function TrackerEvidence({
  trackerId,
  name,
  visits,
  line,
  timeZone,
}: {
  readonly trackerId: string;
  readonly name: string;
  /** Those of the line that the tracker told of. */
  readonly visits: Line['visits'];
  readonly line: Line;
  readonly timeZone: string;
}) {
  const t = useTranslations('hours.evidence');
  const way = useNewest(useWay(trackerId, { from: Date.parse(line.from), to: Date.parse(line.to) }));
  const { decided, failed, reload } = useLineVisits(trackerId, visits, line);
  const shown = useMemo(() => [...(decided?.values() ?? [])], [decided]);
  return (
    <>
      {way && (
        <>
          <p className="text-sm text-muted">
            {t('source', { tracker: name, count: way.length })}
            {way.length >= MOST_POINTS && ` ${t('first')}`}
          </p>
          <EvidenceMap positions={way} visits={shown} about={`${trackerId} ${line.from}`} />
        </>
      )}
      {!(way && (decided || failed)) && <SkeletonRows rows={4} label={t('loading')} />}
      {failed && (
        <Notice tone="warning">
          <span className="flex flex-wrap items-center justify-between gap-2">
            {t('withoutReasons')}
            <Button onClick={reload}>{t('retry')}</Button>
          </span>
        </Notice>
      )}
      <VisitsOfTracker visits={visits} decided={decided} timeZone={timeZone} />
    </>
  );
}
