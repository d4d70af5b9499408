'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useListVersion } from '../../lists/use-list-version.ts';
import { useUnits } from '../../lists/use-units.ts';
import { usePositionFeed } from '../../live/use-position.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { GiveToDialog } from '../../records/give-to-dialog.tsx';
import { RecordPage, recordState } from '../../records/record-page.tsx';
import { useDaySpan } from '../../records/use-day-span.ts';
import { AssignmentHistory } from './assignment-history.tsx';
import { ConnectionHistory } from './connection-history.tsx';
import { TRACKER } from './documents.graphql.ts';
import { DeviceLinks } from './device-links.tsx';
import { RegionEvents } from './region-events.tsx';
import { TrackerDialog } from './tracker-dialog.tsx';
import { TrackerHeader } from './tracker-header.tsx';
import { TrackerNow } from './tracker-now.tsx';
import { TrackerVisits } from './tracker-visits.tsx';

/** Everything about one tracker: how it is heard, where it is, who carried it, and what its device said. */
export function TrackerPage({ trackerId }: { readonly trackerId: string }) {
  const t = useTranslations('trackers');
  usePositionFeed();
  const version = useListVersion();
  const units = useUnits();
  const span = useDaySpan('day');
  const [dialog, setDialog] = useState<'edit' | 'give' | null>(null);
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: TRACKER, variables: { trackerId } }, version);
  const mayEdit = useMay('trackers:write');
  const maySeeVisits = useMay('visits:read');
  const maySeePositions = useMay('positions:read');
  const tracker = data?.tracker;
  const reload = () => execute({ requestPolicy: 'network-only' });

  function done() {
    setDialog(null);
    reload();
  }

  return (
    <RecordPage
      back={{ href: '/trackers', name: t('title') }}
      icon="tracker"
      state={recordState(tracker, { fetching, failed: error !== undefined })}
      missing={t('page.missing')}
      onRetry={reload}
    >
      {tracker && (
        <>
          <TrackerHeader tracker={tracker} units={units} onEdit={mayEdit ? () => setDialog('edit') : null} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {maySeePositions && <TrackerNow tracker={tracker} version={version} />}
            <AssignmentHistory tracker={tracker} onGive={mayEdit ? () => setDialog('give') : null} onChanged={reload} />
          </div>
          <ConnectionHistory tracker={tracker} span={span} version={version} />
          {maySeeVisits && <TrackerVisits trackerId={trackerId} span={span} version={version} />}
          {maySeePositions && <RegionEvents trackerId={trackerId} span={span} version={version} />}
          <DeviceLinks tracker={tracker} version={version} />
          {dialog === 'edit' && (
            <TrackerDialog tracker={tracker} units={units} onClose={() => setDialog(null)} onDone={done} />
          )}
          {dialog === 'give' && <GiveToDialog tracker={tracker} onClose={() => setDialog(null)} onDone={done} />}
        </>
      )}
    </RecordPage>
  );
}
