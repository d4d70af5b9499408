'use client';

import { useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { recordState } from '../../../records/record-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { ZONE } from '../documents.graphql.ts';
import { ZoneEditor } from './zone-editor.tsx';

/** Draws a new zone, or another shape for one there is. @param zoneId null for a new one. */
export function DrawZonePage({ zoneId }: { readonly zoneId: string | null }) {
  const t = useTranslations();
  const [{ data, fetching, error }, execute] = useQuery({
    query: ZONE,
    variables: { zoneId: zoneId ?? '' },
    pause: zoneId === null,
  });
  if (zoneId === null) return <ZoneEditor zone={null} />;
  const zone = data?.geofence;
  switch (recordState(zone, { fetching, failed: error !== undefined })) {
    case 'loading':
      return <SkeletonRows rows={6} label={t('records.loading')} />;
    case 'failed':
      return (
        <EmptyState
          icon="warning"
          title={t('records.failed')}
          action={<Button onClick={() => execute({ requestPolicy: 'network-only' })}>{t('records.retry')}</Button>}
        />
      );
    case 'missing':
      return <EmptyState icon="zones" title={t('zonePages.missing')} />;
    case 'shown':
      return zone ? <ZoneEditor key={zone.id} zone={zone} /> : null;
  }
}
