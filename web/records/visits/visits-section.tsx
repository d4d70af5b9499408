'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { useNow } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DayStrips } from '../day-strips.tsx';
import { DurationText } from '../duration-text.tsx';
import { Section } from '../section.tsx';
import type { ShownSpan } from '../use-day-span.ts';
import { zoneFill } from '../zone-fill.ts';
import { sumOfVisits, withGaps } from './day-of-visits.ts';
import type { ListedVisit } from './listed-visit.ts';
import { VisitRow } from './visit-row.tsx';

/** Visits of a span, in whatever state they are. */
export interface VisitsOfSpan<Visit extends ListedVisit> {
  /** The latest first; null where they are not known. */
  readonly visits: readonly Visit[] | null;
  /** Whether there are more than are shown. */
  readonly more: boolean;
  readonly loading: boolean;
  /** Whether the question failed, rather than that there is no answer to it. */
  readonly failed: boolean;
  readonly reload: () => void;
}

/** Visits of a day or week, as a picture and in words; each opens to what it rests on. */
export function VisitsSection<Visit extends ListedVisit>({
  answer: { visits, more, loading, failed, reload },
  span,
  action,
  evidence,
}: {
  readonly answer: VisitsOfSpan<Visit>;
  readonly span: ShownSpan;
  /** Stands beside the title. */
  readonly action: ReactNode;
  readonly evidence: (visit: Visit) => ReactNode;
}) {
  const t = useTranslations('records.visits');
  return (
    <Section title={t('title')} action={action}>
      {!visits && loading && <SkeletonRows rows={3} label={t('loading')} />}
      {!visits && !loading && (
        <Notice tone="danger">
          <span className="flex flex-wrap items-center justify-between gap-2">
            {t(failed ? 'failed' : 'unknown')}
            <Button onClick={reload}>{t('retry')}</Button>
          </span>
        </Notice>
      )}
      {visits && <Visits visits={visits} span={span} evidence={evidence} />}
      {visits && more && <p className="text-sm text-muted">{t('more')}</p>}
    </Section>
  );
}

function Visits<Visit extends ListedVisit>({
  visits,
  span,
  evidence,
}: {
  readonly visits: readonly Visit[];
  readonly span: ShownSpan;
  readonly evidence: (visit: Visit) => ReactNode;
}) {
  const t = useTranslations('records.visits');
  const format = useFormatter();
  const now = useNow();
  const [open, setOpen] = useState<string | null>(null);
  const stretches = useMemo(
    () =>
      visits.map(({ id, from, to, geofence }) => ({
        key: id,
        from: Date.parse(from),
        to: to === null ? null : Date.parse(to),
        look: zoneFill(geofence.kind),
        title: `${geofence.name}, ${format.dateTime(new Date(from), { timeStyle: 'short' })}`,
      })),
    [visits, format],
  );
  if (!visits.length) {
    return (
      <>
        <DayStrips span={span} stretches={stretches} now={now} />
        <p className="py-2 text-sm text-muted">{t('none')}</p>
      </>
    );
  }
  // Of a week, nights would be most of the gaps.
  const rows =
    span.length === 'day' ? withGaps(visits, now) : visits.map((visit) => ({ kind: 'visit' as const, visit }));
  return (
    <>
      <DayStrips span={span} stretches={stretches} now={now} />
      <Sum visits={visits} span={span} />
      <ol aria-label={t('title')} className="divide-y divide-line/70">
        {rows.map((row) =>
          row.kind === 'gap' ? (
            <Gap key={`gap ${row.from}`} from={row.from} to={row.to} />
          ) : (
            <VisitRow
              key={row.visit.id}
              visit={row.visit}
              withDay={span.length === 'week'}
              open={open === row.visit.id}
              onToggle={() => setOpen(open === row.visit.id ? null : row.visit.id)}
              evidence={() => evidence(row.visit)}
            />
          ),
        )}
      </ol>
    </>
  );
}

/** What the visits come to; of a day with its first and last moment in any zone. */
function Sum({ visits, span }: { readonly visits: readonly ListedVisit[]; readonly span: ShownSpan }) {
  const t = useTranslations('records.visits');
  const format = useFormatter();
  const sum = sumOfVisits(visits, { from: span.from, to: span.to, now: useNow() });
  if (!sum) return null;
  const time = (at: number) => format.dateTime(at, { timeStyle: 'short' });
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-muted">
      <span>
        {t('inZones')}{' '}
        <span className="font-medium text-text">
          <DurationText milliseconds={sum.milliseconds} />
        </span>
      </span>
      {span.length === 'day' && (
        <span className="tabular-nums">
          {sum.last === null
            ? t('firstSince', { first: time(sum.first) })
            : t('firstAndLast', { first: time(sum.first), last: time(sum.last) })}
        </span>
      )}
    </p>
  );
}

/** A time in no zone between two visits. */
function Gap({ from, to }: { readonly from: number; readonly to: number }) {
  const t = useTranslations('records.visits');
  const format = useFormatter();
  const time = (at: number) => format.dateTime(at, { timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1 py-2 text-sm text-muted">
      <span className="invisible">
        <Icon name="chevron" size={14} />
      </span>
      <span aria-hidden className="w-4 border-t border-dashed border-line-strong" />
      <span className="min-w-0 flex-1 basis-28">{t('gap')}</span>
      <span className="flex items-center justify-between gap-x-3 max-sm:w-full max-sm:ps-13">
        <span className="tabular-nums">{t('between', { from: time(from), to: time(to) })}</span>
        <span className="w-20 text-end">
          <DurationText milliseconds={to - from} />
        </span>
      </span>
    </li>
  );
}
