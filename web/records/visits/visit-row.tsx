'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { useNow } from '../../live/live-provider.tsx';
import { DurationText } from '../duration-text.tsx';
import { VisitMarks } from '../visit-marks.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import type { ListedVisit } from './listed-visit.ts';

/** One visit; opens to what it rests on. */
export function VisitRow({
  visit,
  withDay,
  open,
  onToggle,
  evidence,
}: {
  readonly visit: ListedVisit;
  /** Whether the day has to be said. */
  readonly withDay: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** What it rests on; shown while it is open. */
  readonly evidence: () => ReactNode;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const now = useNow();
  const panel = useId();
  const { geofence } = visit;
  const from = Date.parse(visit.from);
  const to = visit.to === null ? null : Date.parse(visit.to);
  const time = (at: number) => format.dateTime(at, { timeStyle: 'short' });
  const day = withDay ? `${format.dateTime(from, { weekday: 'short', day: 'numeric' })} ` : '';
  return (
    <li>
      <button
        type="button"
        data-row
        aria-expanded={open}
        aria-controls={panel}
        onClick={onToggle}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-1 py-2.5 text-start text-sm hover:bg-sunken/60"
      >
        <span className={classNames('text-muted transition-transform', open && 'rotate-90')}>
          <Icon name="chevron" size={14} />
        </span>
        <ZoneMark kind={geofence.kind} size={16} />
        <span className="min-w-0 flex-1 basis-28 font-medium">
          {geofence.name}
          <span className="sr-only">, {t(`zones.kind.${geofence.kind}`)}</span>
        </span>
        <span className="flex flex-wrap gap-x-3 empty:hidden max-sm:order-last max-sm:w-full max-sm:ps-13">
          <VisitMarks visit={visit} />
        </span>
        {/* On a phone times stand below the name, and what is remarkable below them. */}
        <span className="flex items-center justify-between gap-x-3 max-sm:w-full max-sm:ps-13">
          <span className="tabular-nums">
            {day}
            {to === null
              ? t('records.visits.since', { from: time(from) })
              : t('records.visits.between', { from: time(from), to: time(to) })}
          </span>
          <span className="w-20 text-end text-muted">
            <DurationText milliseconds={Math.max(0, (to ?? now) - from)} />
          </span>
        </span>
      </button>
      {open && (
        <div id={panel} className="pb-3 md:ps-7">
          {evidence()}
        </div>
      )}
    </li>
  );
}
