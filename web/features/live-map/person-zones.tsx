'use client';

import { useTranslations } from 'next-intl';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { StaleMark } from '../../live/headcount/people-inside.tsx';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { SinceText } from '../../live/since-text.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { PERSON_ZONES } from './person-zones.graphql.ts';

// Whoever walks into a zone changes a headcount; so headcounts say when to look again, in milliseconds.
const LOOK_AGAIN_MS = 1_000;

/** The zones somebody is in, since when; kept current. */
export function PersonZones({
  personId,
  onSelect,
}: {
  readonly personId: string;
  readonly onSelect: (zoneId: string) => void;
}) {
  const t = useTranslations('zones');
  const version = useThrottled(useHeadcounts()?.version ?? 0, LOOK_AGAIN_MS);
  const [{ data }] = useFollowingQuery({ query: PERSON_ZONES, variables: { personId } }, version);
  const visits = data?.person?.currentVisits;
  if (!visits) return null;
  return (
    <section aria-label={t('currentZones')} className="rounded-xl bg-sunken px-3 py-2">
      <h3 className="text-sm text-muted">{t('currentZones')}</h3>
      {!visits.length && <p className="text-sm">{t('inNoZone')}</p>}
      <ul>
        {visits.map(({ id, from, stalePhases, geofence }) => (
          <li key={id} className="flex items-center gap-2 py-1 text-sm">
            <ZoneMark kind={geofence.kind} size={16} />
            <span className="sr-only">{t(`kind.${geofence.kind}`)}</span>
            <button
              type="button"
              onClick={() => onSelect(geofence.id)}
              className="min-w-0 flex-1 truncate rounded-sm text-left font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
            >
              {geofence.name}
            </button>
            {stalePhases.some(({ to }) => !to) && <StaleMark />}
            <span className="text-muted">
              <SinceText instant={Date.parse(from)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
