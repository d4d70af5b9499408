'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { GeofenceKind } from '../__generated__/graphql.ts';
import { StateMark } from '../live/headcount/state-mark.tsx';
import { SinceText } from '../live/since-text.tsx';
import { ZoneMark } from '../ui/zone-mark.tsx';

/** A zone somebody or something is in. */
export interface ZoneNow {
  /** Id of the visit. */
  readonly id: string;
  /** RFC 3339. */
  readonly from: string;
  readonly stalePhases: readonly { readonly to: string | null }[];
  readonly geofence: { readonly id: string; readonly name: string; readonly kind: GeofenceKind };
}

/** The zones somebody or something is in now, and since when. */
export function ZonesNow({ visits }: { readonly visits: readonly ZoneNow[] | null }) {
  const t = useTranslations();
  if (!visits) return <p className="text-sm text-muted">{t('records.zonesUnknown')}</p>;
  if (!visits.length) return <p className="text-sm text-muted">{t('zones.inNoZone')}</p>;
  return (
    <ul aria-label={t('zones.currentZones')} className="flex flex-col gap-1.5">
      {visits.map(({ id, from, stalePhases, geofence }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 text-sm">
          <ZoneMark kind={geofence.kind} size={16} />
          <span className="sr-only">{t(`zones.kind.${geofence.kind}`)}</span>
          <Link
            prefetch={false}
            href={`/zones/${geofence.id}`}
            className="min-w-0 flex-1 truncate font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
          >
            {geofence.name}
          </Link>
          {stalePhases.some(({ to }) => !to) && <StateMark state="STALE" since={null} />}
          <span className="text-muted">
            <SinceText instant={Date.parse(from)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
