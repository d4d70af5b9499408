'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
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
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, archive] = useMutation(ARCHIVE_ZONE);

  async function end() {
    const { data } = await archive({ input: { geofenceId: zone.id } });
    if (data?.archiveGeofence.geofence) return onDone();
    setProblem(data?.archiveGeofence.userErrors[0]?.message ?? t('failed'));
  }

  return (
    <Dialog title={t('title', { name: zone.name })} closeLabel={t('close')} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-sm">{t('lead')}</p>
        {problem && <Notice tone="danger">{problem}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={fetching} onClick={() => void end()}>
            {fetching ? t('saving') : t('confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
