'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import type { LineEvidenceQuery } from '../../__generated__/graphql.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { LINE_EVIDENCE } from './documents.graphql.ts';
import { EvidenceMap } from './evidence-map.tsx';
import type { Line } from './person-week-page.tsx';

/** Why a stretch of a day counts as it does: the visits and positions behind it, in words and on a map. */
export function LineEvidence({
  line,
  timeZone,
  onClose,
}: {
  readonly line: Line | null;
  readonly timeZone: string;
  readonly onClose: () => void;
}) {
  const t = useTranslations('hours.evidence');
  const trackers = [...new Map(line?.visits.map(({ visit }) => [visit.tracker.id, visit.tracker]))].map(
    ([, one]) => one,
  );
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 lg:sticky lg:top-5"
    >
      <div className="flex items-center gap-2">
        <h2 className="mr-auto font-semibold">{t('title')}</h2>
        {line && (
          <IconButton label={t('close')} onClick={onClose} className="-my-2 -mr-2">
            <Icon name="close" size={18} />
          </IconButton>
        )}
      </div>
      {line ? (
        trackers.map((tracker) => (
          <TrackerEvidence
            key={`${tracker.id} ${line.from}`}
            trackerId={tracker.id}
            name={tracker.name}
            line={line}
            timeZone={timeZone}
          />
        ))
      ) : (
        <EmptyState icon="map" title={t('choose')} />
      )}
    </section>
  );
}

function TrackerEvidence({
  trackerId,
  name,
  line,
  timeZone,
}: {
  readonly trackerId: string;
  readonly name: string;
  readonly line: Line;
  readonly timeZone: string;
}) {
  const t = useTranslations('hours.evidence');
  const [{ data, fetching }, ask] = useQuery({
    query: LINE_EVIDENCE,
    variables: { trackerId, from: line.from, to: line.to },
  });
  const positions = data?.tracker?.positions;
  if (!data && fetching) return <SkeletonRows rows={4} label={t('loading')} />;
  if (!positions || !data) {
    return (
      <EmptyState
        icon="warning"
        title={t('failed')}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('retry')}</Button>}
      />
    );
  }
  return (
    <>
      <p className="text-sm text-muted">
        {t('source', { tracker: name, count: positions.nodes.length })}
        {positions.pageInfo.hasNextPage && ` ${t('first')}`}
      </p>
      <EvidenceMap positions={positions.nodes} visits={data.visits.nodes} about={`${trackerId} ${line.from}`} />
      {data.visits.nodes.length ? (
        <ul className="flex flex-col gap-3">
          {data.visits.nodes.toReversed().map((visit) => (
            <VisitEvidence key={visit.id} visit={visit} timeZone={timeZone} />
          ))}
        </ul>
      ) : (
        <Notice tone="info">{t('noVisits')}</Notice>
      )}
    </>
  );
}

type VisitOfLine = LineEvidenceQuery['visits']['nodes'][number];

function VisitEvidence({ visit, timeZone }: { readonly visit: VisitOfLine; readonly timeZone: string }) {
  const t = useTranslations('hours.evidence');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeZone, timeStyle: 'medium' });
  return (
    <li className="flex flex-col gap-1 border-t border-line pt-3 text-sm">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">{visit.geofence.name}</span>
        <span className="tabular-nums">
          {time(visit.from)}–{visit.to ? time(visit.to) : t('still')}
        </span>
      </p>
      <ul className="flex flex-col gap-0.5 text-muted">
        {visit.evidence.map(({ decision, position, signedDistanceMeters }) => (
          <li key={`${decision} ${position.id}`} className="tabular-nums">
            {t(`decisions.${decision}`, {
              time: time(position.recordedAt),
              distance: format.number(Math.abs(signedDistanceMeters), { maximumFractionDigits: 1 }),
              side: signedDistanceMeters <= 0 ? 'inside' : 'outside',
            })}
          </li>
        ))}
      </ul>
    </li>
  );
}
