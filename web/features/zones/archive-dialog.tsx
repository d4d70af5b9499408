'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import { ARCHIVE_ZONE } from './documents.graphql.ts';
import type { ShownZone } from './zone-header.tsx';

/** Ends a zone, after asking once more: it cannot be taken back. */
export function ArchiveDialog({
  zone,
  onClose,
  onDone,
}: {
  readonly zone: ShownZone;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('zonePages.archive');
  const [, archive] = useMutation(ARCHIVE_ZONE);

  async function end() {
    const payload = (await archive({ input: { geofenceId: zone.id } })).data?.archiveGeofence;
    if (!payload?.geofence) return payload?.userErrors;
    onDone();
    return null;
  }

  return (
    <SureDialog
      title={t('title', { name: zone.name })}
      text={t('lead')}
      confirm={t('confirm')}
      act={end}
      onClose={onClose}
    />
  );
}
