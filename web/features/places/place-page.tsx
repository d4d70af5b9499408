'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useQuery } from 'urql';
import type { PlaceQuery } from '../../__generated__/graphql.ts';
import { RowLink } from '../../lists/row-link.tsx';
import { CountText } from '../../live/headcount/count-text.tsx';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { LimitsSection } from '../../records/limits/limits-section.tsx';
import { RecordPage, recordState } from '../../records/record-page.tsx';
import { Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { PLACE } from './documents.graphql.ts';
import { PlanSection } from './plan/plan-section.tsx';
import { ResetSection } from './reset-section.tsx';

type ShownPlace = NonNullable<PlaceQuery['place']>;

/** Everything about one place: who is counted there, how many may be, and when marks by hand end. */
export function PlacePage({ placeId }: { readonly placeId: string }) {
  const t = useTranslations('places');
  const zones = useTranslations('zonePages');
  const mayCount = useMay('headcount:read');
  const [{ data, fetching, error }, execute] = useQuery({
    query: PLACE,
    variables: { placeId },
    // What lies in it may have moved since it was last looked at.
    requestPolicy: 'cache-and-network',
  });
  const place = data?.place;
  return (
    <RecordPage
      back={{ href: '/zones', name: zones('title') }}
      icon="zones"
      state={recordState(place, { fetching, failed: error !== undefined })}
      missing={t('missing')}
      onRetry={() => execute({ requestPolicy: 'network-only' })}
    >
      {place && (
        <>
          <PlaceHeader place={place} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-4">
              <PlanSection place={place} />
              {mayCount && <LimitsSection zone={null} placeId={placeId} />}
              {mayCount && <ResetSection place={place} />}
            </div>
            <Parts place={place} />
          </div>
        </>
      )}
    </RecordPage>
  );
}

function PlaceHeader({ place: { id, name, kind, timeZone, parent } }: { readonly place: ShownPlace }) {
  const t = useTranslations();
  const mayWrite = useMay('places:write');
  const count = useHeadcounts()?.places.get(id) ?? null;
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-2xl font-semibold tracking-tight">{name}</h1>
        <p className="text-muted">{t(`zones.placeKind.${kind}`)}</p>
        {parent && (
          <Link prefetch={false} href={`/places/${parent.id}`} className="text-sm text-muted hover:text-accent">
            {t('places.partOf', { place: parent.name })}
          </Link>
        )}
        {timeZone && <p className="text-sm text-muted">{t('zonePages.timeIn', { timeZone })}</p>}
      </div>
      <div aria-live="polite" className="flex flex-col items-center">
        <CountText count={count} className="text-5xl font-semibold tracking-tight" />
        <span className="text-sm text-muted">{t('zonePages.insideNow')}</span>
      </div>
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => showDialog('edit-place', id)}>{t('places.edit')}</Button>
          <Button onClick={() => showDialog('add-place', id)}>{t('places.addIn')}</Button>
        </div>
      )}
    </header>
  );
}

/** What lies directly in the place: other places, and zones. */
function Parts({ place: { children, geofences } }: { readonly place: ShownPlace }) {
  const t = useTranslations();
  const zones = geofences.filter(({ archivedAt }) => archivedAt === null);
  return (
    <Section title={t('places.parts')}>
      {!children.length && !zones.length && <p className="text-sm text-muted">{t('places.noParts')}</p>}
      <ul className="divide-y divide-line/70">
        {children.map(({ id, name, kind }) => (
          <li key={id} className="py-2">
            <RowLink href={`/places/${id}`}>{name}</RowLink>
            <span className="block text-sm text-muted">{t(`zones.placeKind.${kind}`)}</span>
          </li>
        ))}
        {zones.map(({ id, name, kind }) => (
          <li key={id} className="flex items-center gap-3 py-2">
            <ZoneMark kind={kind} />
            <span className="min-w-0">
              <RowLink href={`/zones/${id}`}>{name}</RowLink>
              <span className="block text-sm text-muted">{t(`zones.kind.${kind}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
