'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DeviceClaimsQuery } from '../../../__generated__/graphql.ts';
import { ListEnd } from '../../../lists/list-end.tsx';
import { RowLink } from '../../../lists/row-link.tsx';
import { useListing } from '../../../lists/use-listing.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import { InstantText } from '../instant-text.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { DEVICE_CLAIMS } from './documents.graphql.ts';
import { ReleaseDialog } from './release-dialog.tsx';

export type ClaimedDevice = DeviceClaimsQuery['deviceClaims']['nodes'][number];

/** Devices with protocols of their own that are the tenant's, and how to claim another. */
export function ClaimedDevices() {
  const t = useTranslations('devices.claims');
  const mayWrite = useMay('devices:write');
  const [version, setVersion] = useState(0);
  const [claiming, setClaiming] = useState(false);
  const [released, setReleased] = useState<ClaimedDevice | null>(null);
  const listing = useListing({ query: DEVICE_CLAIMS, variables: {}, select: claimsOf, version });
  const done = () => {
    setClaiming(false);
    setReleased(null);
    setVersion(version + 1);
  };
  return (
    <Panel
      title={t('title')}
      note={<p className="text-sm text-muted">{listing.total !== null && t('count', { count: listing.total })}</p>}
    >
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-3xl min-w-0 flex-1 basis-72 text-sm text-muted">{t('lead')}</p>
        {mayWrite && (
          <Button look="primary" onClick={() => setClaiming(true)}>
            <Icon name="plus" size={16} />
            {t('claim')}
          </Button>
        )}
      </div>
      {listing.loading && <SkeletonRows rows={3} label={t('loading')} />}
      {listing.failed && listing.total === null && (
        <EmptyState
          icon="warning"
          title={t('failed')}
          action={<Button onClick={listing.reload}>{t('retry')}</Button>}
        />
      )}
      {listing.total === 0 && <EmptyState icon="tracker" title={t('none')} />}
      {listing.nodes.length > 0 && (
        <>
          <Table
            label={t('title')}
            columns={[t('identifier'), t('tracker'), t('since'), t('actions')].map((name) => ({ name }))}
          >
            {listing.nodes.map((claim) => (
              <tr key={claim.id}>
                <Cell heading>
                  <code className="break-all">{claim.identifier}</code>
                </Cell>
                <Cell label={t('tracker')} muted={!claim.tracker}>
                  {claim.tracker ? (
                    <RowLink href={`/trackers/${claim.tracker.id}`}>{claim.tracker.name ?? claim.tracker.id}</RowLink>
                  ) : (
                    t('byIdentifier')
                  )}
                </Cell>
                <Cell label={t('since')}>
                  <InstantText at={claim.claimedAt} />
                </Cell>
                <Cell>
                  {mayWrite && (
                    <Button
                      aria-label={t('releaseNamed', { identifier: claim.identifier })}
                      onClick={() => setReleased(claim)}
                    >
                      {t('release')}
                    </Button>
                  )}
                </Cell>
              </tr>
            ))}
          </Table>
          <ListEnd listing={listing} />
        </>
      )}
      {claiming && <ClaimDialog onClose={() => setClaiming(false)} onDone={done} />}
      {released && <ReleaseDialog claim={released} onClose={() => setReleased(null)} onDone={done} />}
    </Panel>
  );
}

function claimsOf(data: DeviceClaimsQuery): DeviceClaimsQuery['deviceClaims'] {
  return data.deviceClaims;
}
