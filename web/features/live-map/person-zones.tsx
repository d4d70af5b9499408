'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { PersonCardQuery } from '../../__generated__/graphql.ts';
import { usePast } from '../../live/past/past.tsx';
import { StateMark } from '../../live/headcount/state-mark.tsx';
import { SinceText } from '../../live/since-text.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';

type CurrentVisits = NonNullable<PersonCardQuery['person']>['currentVisits'];

/** The zones somebody is in, since when; or was in at the instant that is shown. */
export function PersonZones({
  visits,
  staleSince,
  onSelect,
}: {
  readonly visits: NonNullable<CurrentVisits>;
  /** Since when nobody knows any better, Unix milliseconds, or null. */
  readonly staleSince: number | null;
  readonly onSelect: (zoneId: string) => void;
}) {
  const t = useTranslations('zones');
  const format = useFormatter();
  const at = usePast()?.at ?? Number.POSITIVE_INFINITY;
  return (
    <section aria-label={t('currentZones')} className="rounded-xl bg-sunken px-3 py-2">
      <h3 className="flex justify-between gap-2 text-sm text-muted">
        {t('currentZones')}
        {staleSince !== null && (
          <span className="text-idle">
            {t('staleSince', { time: format.dateTime(staleSince, { timeStyle: 'short' }) })}
          </span>
        )}
      </h3>
      {!visits.length && <p className="text-sm">{t('inNoZone')}</p>}
      <ul>
        {visits.map(({ id, from, stalePhases, geofence }) => (
          <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 py-1 text-sm">
            <ZoneMark kind={geofence.kind} size={16} />
            <button
              type="button"
              onClick={() => onSelect(geofence.id)}
              className="min-w-0 truncate rounded-sm text-start font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
            >
              <span className="sr-only">{t(`kind.${geofence.kind}`)} </span>
              {geofence.name}
            </button>
            <span className="col-start-2 flex items-center gap-2 text-muted">
              <SinceText instant={Date.parse(from)} />
              {stalePhases.some((phase) => lastsAt(phase, at)) && <StateMark state="STALE" since={null} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether a phase had begun and not ended; at no instant in particular, whether it lasts. */
function lastsAt({ from, to }: { readonly from: string; readonly to: string | null }, at: number): boolean {
  return Date.parse(from) <= at && (!to || at < Date.parse(to));
}
