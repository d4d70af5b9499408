'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useListVersion } from '../../lists/use-list-version.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { LimitsSection } from '../../records/limits/limits-section.tsx';
import { RecordPage, recordState } from '../../records/record-page.tsx';
import { Section } from '../../records/section.tsx';
import { useDaySpan } from '../../records/use-day-span.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { ZONE } from './documents.graphql.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { RulesInWords } from './rules-in-words.tsx';
import { ZoneHeader, type ShownZone } from './zone-header.tsx';
import { ZoneMap } from './zone-map.tsx';
import { ZonePeople } from './zone-people.tsx';
import { ZoneVisits } from './zone-visits.tsx';

/** Everything about one zone: its shape and rules, who is inside, and who was. */
export function ZonePage({ zoneId }: { readonly zoneId: string }) {
  const t = useTranslations();
  const version = useListVersion();
  const headcounts = useHeadcounts();
  const span = useDaySpan('day');
  const [dialog, setDialog] = useState<'rename' | 'archive' | null>(null);
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: ZONE, variables: { zoneId } }, version);
  const mayEdit = useMay('geofences:write');
  const maySeeVisits = useMay('visits:read');
  const zone = data?.geofence;
  const count = headcounts?.zones.get(zoneId) ?? null;
  const reload = () => execute({ requestPolicy: 'network-only' });

  function done() {
    setDialog(null);
    reload();
  }

  return (
    <RecordPage
      back={{ href: '/zones', name: t('zonePages.title') }}
      icon="zones"
      state={recordState(zone, { fetching, failed: error !== undefined })}
      missing={t('zonePages.missing')}
      onRetry={reload}
    >
      {zone && (
        <>
          <ZoneHeader zone={zone} count={count} onDialog={mayEdit && !zone.archivedAt ? setDialog : null} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Section title={t('zonePages.shape')}>
              <ZoneMap zone={zone} />
              <RulesInWords zone={zone} />
            </Section>
            <div className="flex min-w-0 flex-col gap-4">
              <ZonePeople zone={zone} version={count?.version ?? 0} />
              <ZoneLimits zone={zone} />
            </div>
          </div>
          {maySeeVisits && <ZoneVisits zoneId={zoneId} span={span} version={version} />}
          {dialog === 'rename' && <RenameDialog zone={zone} onClose={() => setDialog(null)} onDone={done} />}
          {dialog === 'archive' && <ArchiveDialog zone={zone} onClose={() => setDialog(null)} onDone={done} />}
        </>
      )}
    </RecordPage>
  );
}

/** Its limits; nothing where it has ended or the viewer may not see headcounts. */
function ZoneLimits({ zone }: { readonly zone: ShownZone }) {
  if (!useMay('headcount:read') || zone.archivedAt) return null;
  return <LimitsSection zone={zone} placeId={zone.place?.id ?? null} />;
}
