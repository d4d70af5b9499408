'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay, useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { AddedTracker } from './add-tracker.tsx';
import { doorAddress, isOnlyThisMachine } from './door-address.ts';
import { OpenDoor } from './open-door.tsx';

/** What to enter on the phone so that it reports as this tracker. */
export function PhoneSetup({ tracker, onDone }: { readonly tracker: AddedTracker; readonly onDone: () => void }) {
  const t = useTranslations('trackers.setup');
  const { deviceUrl } = useViewing();
  const mayOpenDoors = useMay('doors:write');
  const [token, setToken] = useState<string | null>(null);
  const labels = { copy: t('copy'), copied: t('copied') };
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success">{t('added', { name: tracker.name })}</Notice>
      {!token && mayOpenDoors && <OpenDoor onOpened={setToken} />}
      {!mayOpenDoors && <p className="text-sm">{t('doorForbidden')}</p>}
      {(token || !mayOpenDoors) && <p className="text-sm font-medium">{t('steps')}</p>}
      <CopyField label={t('deviceId')} value={tracker.identifier} labels={labels} />
      {token && (
        <>
          <CopyField label={t('serverUrl')} value={doorAddress(deviceUrl, token)} labels={labels} />
          <p className="text-sm text-muted">{t('doorOnce')}</p>
          {isOnlyThisMachine(deviceUrl) && (
            <Notice tone="warning">{t('loopback', { host: new URL(deviceUrl).hostname })}</Notice>
          )}
          <p className="text-sm text-muted">{t('location')}</p>
        </>
      )}
      <div className="flex justify-end">
        <Button look={token || !mayOpenDoors ? 'primary' : 'secondary'} onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
