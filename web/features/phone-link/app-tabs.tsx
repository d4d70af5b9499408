'use client';

import { useTranslations } from 'next-intl';
import { CopyField } from '../../ui/copy-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { doorAddress, isOnlyThisMachine, type Door } from './door-address.ts';
import { ownTracksLink } from './owntracks-link.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { traccarClientCode, traccarClientLink } from './traccar-client-link.ts';

/** What to do in the app of the phone: scan, open a link, or type. */
export function AppTabs({ door, identifier }: { readonly door: Door; readonly identifier: string }) {
  const t = useTranslations('phoneLink');
  const labels = { copy: t('copy'), copied: t('copied') };
  const ownTracks = ownTracksLink(door, identifier);
  return (
    <>
      {isOnlyThisMachine(door.deviceUrl) && (
        <Notice tone="warning">{t('loopback', { host: new URL(door.deviceUrl).hostname })}</Notice>
      )}
      <Tabs
        label={t('apps')}
        tabs={[
          {
            key: 'traccar',
            name: t('traccar.name'),
            content: (
              <div className="flex flex-col gap-4">
                <p className="text-sm">{t('traccar.scan')}</p>
                <QrCode text={traccarClientCode(door, identifier)} label={t('traccar.qr')} />
                <CopyField label={t('traccar.link')} value={traccarClientLink(door, identifier)} labels={labels} />
                <details className="rounded-xl border border-line">
                  <summary className="px-3.5 py-2.5 text-sm font-medium">{t('byHand')}</summary>
                  <div className="flex flex-col gap-3 px-3.5 pb-3.5">
                    <CopyField label={t('deviceId')} value={identifier} labels={labels} />
                    <CopyField label={t('serverUrl')} value={doorAddress(door)} labels={labels} />
                  </div>
                </details>
                <p className="text-sm text-muted">{t('traccar.start')}</p>
              </div>
            ),
          },
          {
            key: 'owntracks',
            name: t('owntracks.name'),
            content: (
              <div className="flex flex-col gap-4">
                <p className="text-sm">{t('owntracks.scan')}</p>
                <QrCode text={ownTracks} label={t('owntracks.qr')} />
                <CopyField label={t('owntracks.link')} value={ownTracks} labels={labels} />
                <p className="text-sm text-muted">{t('owntracks.allow')}</p>
              </div>
            ),
          },
        ]}
      />
      <p className="text-sm text-muted">{t('once')}</p>
    </>
  );
}
