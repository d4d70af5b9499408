'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ZoneQuery } from '../../__generated__/graphql.ts';
import { CountText } from '../../live/headcount/count-text.tsx';
import type { Count } from '../../live/headcount/headcount-store.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { usePlaces } from './use-places.ts';
import { placePath, timeZoneOf } from './zone-tree.ts';

/** The zone of the page, as its cache holds it. */
export type ShownZone = NonNullable<ZoneQuery['geofence']>;

/** What a zone is, where it belongs, and how many are inside. */
export function ZoneHeader({
  zone,
  count,
  onDialog,
}: {
  readonly zone: ShownZone;
  readonly count: Count | null;
  /** Asks for a change; null where the viewer may not or the zone has ended. */
  readonly onDialog: ((dialog: 'rename' | 'archive') => void) | null;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const { nodes: places } = usePlaces();
  const placeId = zone.place?.id ?? null;
  const timeZone = timeZoneOf(places, placeId);
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-2xl font-semibold tracking-tight">{zone.name}</h1>
          <p className="flex flex-wrap items-center gap-x-2 text-muted">
            <ZoneMark kind={zone.kind} />
            {t(`zones.kind.${zone.kind}`)}
          </p>
          <p className="text-sm text-muted">{placePath(places, placeId).join(' › ') || zone.place?.name}</p>
          {timeZone && <p className="text-sm text-muted">{t('zonePages.timeIn', { timeZone })}</p>}
        </div>
        {!zone.archivedAt && (
          <div aria-live="polite" className="flex flex-col items-center">
            <CountText count={count} className="text-5xl font-semibold tracking-tight" />
            <span className="text-sm text-muted">{t('zonePages.insideNow')}</span>
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <LinkButton href={`/map?show=${encodeURIComponent(`zone:${zone.id}`)}`}>
            <Icon name="map" size={16} />
            {t('zonePages.onMap')}
          </LinkButton>
          {!zone.archivedAt && <CodeLink zoneId={zone.id} />}
          {onDialog && <LinkButton href={`/zones/${zone.id}/shape`}>{t('zonePages.draw.openShape')}</LinkButton>}
          {onDialog && <Button onClick={() => onDialog('rename')}>{t('zonePages.rename.open')}</Button>}
          {onDialog && <Button onClick={() => onDialog('archive')}>{t('zonePages.archive.open')}</Button>}
        </div>
      </header>
      {zone.archivedAt && (
        <Notice tone="info">
          {t('zonePages.archivedAt', {
            time: format.dateTime(new Date(zone.archivedAt), { dateStyle: 'long', timeStyle: 'short' }),
          })}
        </Notice>
      )}
    </>
  );
}

/** Leads to where a code to check in to the zone is made, for whoever may. */
function CodeLink({ zoneId }: { readonly zoneId: string }) {
  const t = useTranslations('checkIn');
  if (!useMay('headcount:write')) return null;
  return (
    <LinkButton href={`/check-in/code?for=${encodeURIComponent(`zone:${zoneId}`)}`}>
      <Icon name="qr" size={16} />
      {t('showCode')}
    </LinkButton>
  );
}
